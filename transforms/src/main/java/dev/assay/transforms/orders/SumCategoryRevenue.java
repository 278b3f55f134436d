package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.AGG_CATEGORY_REVENUE;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.CategoryRevenue;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.Lookup;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * Sums the lines of sales by the category that their products had on the day: one row per day (UTC)
 * and category. Products that are in no dimension, or lines without one, are {@code Unknown}. A
 * sale with lines in several categories counts as an order in each, and once in each. What orders
 * that are no sale come to is unattributed; a line without a quantity or a price adds no revenue.
 *
 * <p>It starts from whole orders, where an order's categories are at hand, and not from their
 * lines, which would have to be brought together again. Products are held by each worker, see
 * {@link ListOrderLines}.
 *
 * <p>Needs {@code orders} (order_timestamp, payment_status or null, items or null).
 */
public final class SumCategoryRevenue extends PTransform<Datasets, Rows<CategoryRevenue>> {
  private static final Group.Input<CategoryRevenue> SUMS = Group.Input.of("Sums");

  private final SaleStatuses statuses;
  private final Rows<ProductVersion> products;

  private SumCategoryRevenue(SaleStatuses statuses, Rows<ProductVersion> products) {
    this.statuses = statuses;
    this.products = products;
  }

  /** Of the orders with one of these statuses, by the categories of these products. */
  public static SumCategoryRevenue of(SaleStatuses statuses, Rows<ProductVersion> products) {
    return new SumCategoryRevenue(statuses, products);
  }

  @Override
  public Rows<CategoryRevenue> expand(Datasets shop) {
    SaleStatuses counted = statuses;
    PCollectionView<Lookup<ProductVersion>> known =
        products.apply("LookUpProducts", Lookup.by("product_id"));
    Rows<Row> orders =
        shop.rows(
            AGG_CATEGORY_REVENUE,
            "orders",
            timestamp("order_timestamp"),
            string("payment_status").orNull(),
            Item.NEEDED);
    return PerKey.of("order_date", "category")
        .with(
            SUMS,
            AddUp.of("AddUpOrders", orders)
                .with(known)
                .compute(
                    AGG_CATEGORY_REVENUE,
                    (order, dimension, sums) -> sumOrder(counted, order, dimension, sums)))
        .compute(
            AGG_CATEGORY_REVENUE,
            (group, results) -> results.output(PartialSum.of(group.rows(SUMS))));
  }

  static void sumOrder(
      SaleStatuses statuses,
      Row order,
      Lookup<ProductVersion> products,
      Results<CategoryRevenue> results) {
    String status = order.getString("payment_status");
    Instant day = Days.midnight(Days.instant(order, "order_timestamp"));
    Map<String, CategoryRevenue> sums = new TreeMap<>();
    for (Item item : Item.of(order)) {
      if (statuses.count(status)) {
        CategoryRevenue line = line(day, item, products);
        sums.merge(line.getCategory(), line, SumCategoryRevenue::inOneOrder);
      } else {
        NoSale.lines(statuses.reason(status), 1, item.quantity(), item.total(), results);
      }
    }
    sums.values().forEach(results::output);
  }

  private static CategoryRevenue line(Instant day, Item item, Lookup<ProductVersion> products) {
    ProductVersion product =
        item.productId() == null ? null : Dimensions.on(day, products.get(item.productId()));
    return CategoryRevenue.of(
        day,
        Dimensions.category(product),
        item.total() == null ? BigDecimal.ZERO : item.total(),
        item.quantity() == null ? 0 : item.quantity(),
        1);
  }

  private static CategoryRevenue inOneOrder(CategoryRevenue one, CategoryRevenue other) {
    return CategoryRevenue.of(
        one.getOrderDate(),
        one.getCategory(),
        one.getRevenue().add(other.getRevenue()),
        Math.addExact(one.getUnits(), other.getUnits()),
        1);
  }
}
