package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.PRODUCT_MONTH;
import static dev.assay.schemas.retail.RetailTables.TOP_N_PRODUCTS_MONTHLY;

import dev.assay.schemas.retail.BestSeller;
import dev.assay.schemas.retail.ProductMonth;
import dev.assay.transforms.gold.Best;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;

/**
 * Ranks the stock codes of each month by their sales, the greatest first, equals by stock code, and
 * keeps the first n: one row per month and rank. The others' sales are unattributed.
 *
 * <p>The best of a month are the best of the best of its shares, so that no group has to hold all
 * that sold in a month.
 *
 * <p>Needs what {@link SumProductMonths} makes, and with it that transform's columns.
 */
public final class RankBestSellers extends PTransform<Rows<ProductMonth>, Rows<BestSeller>> {
  private static final Comparator<ProductMonth> BEST_FIRST =
      Comparator.comparing(ProductMonth::getSales)
          .reversed()
          .thenComparing(ProductMonth::getStockCode);

  private static final Group.Input<ProductMonth> PRODUCTS = Group.Input.of("Products");

  private final int count;

  private RankBestSellers(int count) {
    this.count = count;
  }

  /**
   * The first so many of each month.
   *
   * @throws IllegalArgumentException if that is less than one
   */
  public static RankBestSellers top(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("the top " + count + " of a month is nothing");
    }
    return new RankBestSellers(count);
  }

  @Override
  public Rows<BestSeller> expand(Rows<ProductMonth> products) {
    return products.apply("PerShare", new KeepBest(count)).apply("PerMonth", new Rank(count));
  }

  private static final class KeepBest extends PTransform<Rows<ProductMonth>, Rows<ProductMonth>> {
    private final int count;

    KeepBest(int count) {
      this.count = count;
    }

    @Override
    public Rows<ProductMonth> expand(Rows<ProductMonth> products) {
      int most = count;
      return PerKey.of("month", "share")
          .with(PRODUCTS, products)
          .compute(
              PRODUCT_MONTH,
              (group, results) -> best(most, group, results).forEach(results::output));
    }
  }

  private static final class Rank extends PTransform<Rows<ProductMonth>, Rows<BestSeller>> {
    private final int count;

    Rank(int count) {
      this.count = count;
    }

    @Override
    public Rows<BestSeller> expand(Rows<ProductMonth> products) {
      int most = count;
      return PerKey.of("month")
          .with(PRODUCTS, products)
          .compute(TOP_N_PRODUCTS_MONTHLY, (group, results) -> rank(most, group, results));
    }
  }

  static void rank(int count, Group group, Results<BestSeller> results) {
    List<ProductMonth> best = best(count, group, results);
    for (int i = 0; i < best.size(); i++) {
      ProductMonth product = best.get(i);
      results.output(
          BestSeller.of(
              product.getMonth(),
              i + 1L,
              product.getStockCode(),
              product.getDescription(),
              product.getSales(),
              product.getQuantity()));
    }
  }

  /** The best of a group, in their order; the others are told. */
  private static List<ProductMonth> best(int count, Group group, Results<?> results) {
    return Best.of(
        count,
        BEST_FIRST,
        group.rows(PRODUCTS),
        product ->
            results.unattributed(
                "sales",
                "not among the top " + count + " of its month",
                product.getLines(),
                product.getSales()));
  }
}
