package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.DIM_PRODUCTS;
import static dev.assay.schemas.retail.RetailTables.PRODUCT_DAY;
import static dev.assay.schemas.retail.RetailTables.PRODUCT_MONTH;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.retail.ProductDay;
import dev.assay.schemas.retail.ProductMonth;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Sums the lines of each stock code by month, and finds the name that most of them give it, of all
 * months together; of equally frequent names the first in the alphabet. One row per stock code and
 * month with a sale.
 *
 * <p>Lines are added up by day and name where they are first: what sells best is in too many of
 * them for one group.
 *
 * <p>Needs {@code sales} (stock_code, description or null, invoiced_at, quantity, unit_price).
 */
public final class SumProductMonths extends PTransform<Datasets, Rows<ProductMonth>> {
  private static final int SHARES = 64;

  /** A month of an article is some 15 lines; were it five, buckets would not outgrow theirs. */
  private static final int FEWER = 4;

  private static final Group.Input<ProductDay> DAYS = Group.Input.of("Days");

  private SumProductMonths() {}

  public static SumProductMonths create() {
    return new SumProductMonths();
  }

  @Override
  public Rows<ProductMonth> expand(Datasets shop) {
    Rows<Row> lines =
        shop.rows(
            DIM_PRODUCTS,
            "sales",
            string("stock_code"),
            string("description").orNull(),
            timestamp("invoiced_at"),
            integer("quantity"),
            decimal("unit_price"));
    return PerKey.of("stock_code")
        .with(DAYS, AddUp.of("AddUpLines", lines).compute(PRODUCT_DAY, SumProductMonths::price))
        .compute(PRODUCT_MONTH, SumProductMonths::sumDays)
        .fewerBy(FEWER);
  }

  static void price(Row line, Results<ProductDay> results) {
    long quantity = line.getInt64("quantity");
    results.output(
        ProductDay.of(
            line.getString("stock_code"),
            Days.midnight(Days.instant(line, "invoiced_at")),
            line.getString("description"),
            1,
            quantity,
            line.getDecimal("unit_price").multiply(BigDecimal.valueOf(quantity))));
  }

  static void sumDays(Group group, Results<ProductMonth> results) {
    Map<String, Long> names = new HashMap<>();
    Map<Instant, Sum> months = new TreeMap<>();
    for (ProductDay day : group.rows(DAYS)) {
      if (day.getDescription() != null) {
        names.merge(day.getDescription(), day.getLines(), Long::sum);
      }
      months.computeIfAbsent(Days.firstOfMonth(day.getDate()), Sum::new).add(day);
    }
    String stockCode = group.key().getString("stock_code");
    String description = mostFrequent(names);
    boolean isFirst = true;
    for (Sum month : months.values()) {
      results.output(month.row(stockCode, description, isFirst));
      isFirst = false;
    }
  }

  static @Nullable String mostFrequent(Map<String, Long> names) {
    Comparator<Map.Entry<String, Long>> order =
        Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey);
    return names.entrySet().stream().min(order).map(Map.Entry::getKey).orElse(null);
  }

  /** The days of a month, added up. */
  private static final class Sum {
    private final Instant month;
    private long lines;
    private long quantity;
    private BigDecimal sales = BigDecimal.ZERO;

    Sum(Instant month) {
      this.month = month;
    }

    void add(ProductDay day) {
      lines += day.getLines();
      quantity = Math.addExact(quantity, day.getQuantity());
      sales = sales.add(day.getSales());
    }

    ProductMonth row(String stockCode, @Nullable String description, boolean isFirst) {
      // A hash of text is the same in every Java, as its documentation defines it.
      long share = Math.floorMod(stockCode.hashCode(), SHARES);
      return ProductMonth.of(stockCode, month, description, isFirst, share, lines, quantity, sales);
    }
  }
}
