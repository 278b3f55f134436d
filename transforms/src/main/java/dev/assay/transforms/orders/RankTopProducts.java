package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.PRODUCT_DAY;
import static dev.assay.schemas.orders.OrdersTables.TOP_PRODUCTS;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductDay;
import dev.assay.schemas.orders.TopProduct;
import dev.assay.transforms.gold.Best;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Ranks the products of each day by what they sold for, the greatest first, equals by product_id,
 * and keeps ten: one row per day (UTC) and rank. Products that no dimension knows rank too, without
 * a name. Unattributed: lines of orders that are no sale, lines without a product, and what is not
 * among the ten.
 *
 * <p>The best of a day are the best of the best of its shares, so that no group has to hold all
 * that sold on a day.
 *
 * <p>Needs what {@link ListOrderLines} makes of whole days.
 */
public final class RankTopProducts extends PTransform<Rows<OrderLine>, Rows<TopProduct>> {
  private static final int COUNT = 10;
  private static final int SHARES = 64;

  private static final Comparator<ProductDay> BEST_FIRST =
      Comparator.comparing(ProductDay::getRevenue)
          .reversed()
          .thenComparing(ProductDay::getProductId);

  private static final Group.Input<ProductDay> PRODUCTS = Group.Input.of("Products");

  private final SaleStatuses statuses;

  private RankTopProducts(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** By the orders with one of these statuses. */
  public static RankTopProducts of(SaleStatuses statuses) {
    return new RankTopProducts(statuses);
  }

  @Override
  public Rows<TopProduct> expand(Rows<OrderLine> lines) {
    SaleStatuses counted = statuses;
    Rows<Row> narrow =
        Rows.asRows(
            lines,
            List.of(
                "order_date",
                "payment_status",
                "product_id",
                "product_name",
                "category",
                "quantity",
                "line_total"));
    return AddUp.of("AddUpLines", narrow)
        .compute(PRODUCT_DAY, (line, sums) -> add(counted, line, sums))
        .apply("PerProduct", new SumProducts())
        .apply("PerShare", new KeepBest())
        .apply("PerDay", new Rank());
  }

  private static final class SumProducts extends PTransform<Rows<ProductDay>, Rows<ProductDay>> {
    @Override
    public Rows<ProductDay> expand(Rows<ProductDay> sums) {
      return PerKey.of("order_date", "product_id")
          .with(PRODUCTS, sums)
          .compute(
              PRODUCT_DAY, (group, results) -> results.output(PartialSum.of(group.rows(PRODUCTS))));
    }
  }

  private static final class KeepBest extends PTransform<Rows<ProductDay>, Rows<ProductDay>> {
    @Override
    public Rows<ProductDay> expand(Rows<ProductDay> products) {
      return PerKey.of("order_date", "share")
          .with(PRODUCTS, products)
          .compute(PRODUCT_DAY, (group, results) -> best(group, results).forEach(results::output));
    }
  }

  private static final class Rank extends PTransform<Rows<ProductDay>, Rows<TopProduct>> {
    @Override
    public Rows<TopProduct> expand(Rows<ProductDay> products) {
      return PerKey.of("order_date")
          .with(PRODUCTS, products)
          .compute(TOP_PRODUCTS, RankTopProducts::rank);
    }
  }

  static void add(SaleStatuses statuses, Row line, Results<ProductDay> sums) {
    String status = line.getString("payment_status");
    String product = line.getString("product_id");
    boolean isSale = statuses.count(status);
    if (isSale && product != null) {
      sums.output(product(product, line));
    } else {
      String reason = isSale ? "no product" : statuses.reason(status);
      NoSale.lines(reason, 1, line.getInt64("quantity"), line.getDecimal("line_total"), sums);
    }
  }

  private static ProductDay product(String product, Row line) {
    Long quantity = line.getInt64("quantity");
    BigDecimal total = line.getDecimal("line_total");
    return ProductDay.of(
        Days.day(line, "order_date"),
        product,
        line.getString("product_name"),
        line.getString("category"),
        1,
        quantity == null ? 0 : quantity,
        total == null ? BigDecimal.ZERO : total,
        // A hash of text is the same in every Java, as its documentation defines it.
        Math.floorMod(product.hashCode(), SHARES));
  }

  static void rank(Group group, Results<TopProduct> results) {
    List<ProductDay> best = best(group, results);
    for (int i = 0; i < best.size(); i++) {
      ProductDay product = best.get(i);
      results.output(
          TopProduct.of(
              product.getOrderDate(),
              i + 1L,
              product.getProductId(),
              product.getProductName(),
              product.getCategory(),
              product.getRevenue(),
              product.getUnits()));
    }
  }

  /** The best of a group, in their order; the others are told. */
  private static List<ProductDay> best(Group group, Results<?> results) {
    return Best.of(
        COUNT,
        BEST_FIRST,
        group.rows(PRODUCTS),
        product ->
            NoSale.lines(
                "not among the top " + COUNT + " of its day",
                product.getLines(),
                product.getUnits(),
                product.getRevenue(),
                results));
  }
}
