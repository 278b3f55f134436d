package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.DIM_CUSTOMERS;
import static dev.assay.schemas.orders.OrdersTables.DIM_PRODUCTS;
import static dev.assay.transforms.batch.Need.date;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.schemas.Column;
import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.Type;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.batch.Need;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Keeps what was known of each product or customer, and when, from all snapshots that were ever
 * delivered, in whatever order: one row per id and period in which it stayed the same.
 *
 * <p>A period starts on the day of the snapshot that shows a change, the first one of an id on
 * 0001-01-01, and ends before the next one starts. An id that a snapshot lacks stays as it was last
 * seen. A change of name, category or price starts a new version of a product, and one of tier or
 * day of registration a new one of a customer. A change of stock does not, or there would be a
 * version for each product and day: a version has the stock of the last snapshot that shows it.
 * Names and addresses of customers are not kept.
 *
 * <p>Needs {@code products} (product_id; product_name, category, price, stock_level, each or null)
 * or {@code customers} (customer_id; registration_date, customer_tier, each or null), in either the
 * rows of all snapshots, no two of one day, each with its day ({@link #SNAPSHOT_ON}). All snapshots
 * of an id have to fit a worker's memory.
 *
 * @param <T> class of a version
 */
public final class KeepHistory<T> extends PTransform<Datasets, Rows<T>> {
  /** The day that a row's snapshot speaks of. */
  public static final Column SNAPSHOT_ON =
      new Column("_snapshot_on", Type.DATE, false, "Day that the snapshot speaks of");

  private static final Group.Input<Row> SNAPSHOTS = Group.Input.rows("Snapshots");
  private static final String DAY = SNAPSHOT_ON.name();

  /** Makes a version of a period. */
  private interface MakeVersion<T> extends Serializable {
    T of(String id, Periods.Period period);
  }

  private final TableDefinition<T> table;
  private final String dataset;
  private final List<Need> needs;
  private final List<String> known;
  private final MakeVersion<T> version;

  private KeepHistory(
      TableDefinition<T> table,
      String dataset,
      List<Need> needs,
      List<String> known,
      MakeVersion<T> version) {
    this.table = table;
    this.dataset = dataset;
    this.needs = needs;
    this.known = known;
    this.version = version;
  }

  /** Of the products, from the dataset {@code products}. */
  public static KeepHistory<ProductVersion> ofProducts() {
    return new KeepHistory<>(
        DIM_PRODUCTS,
        "products",
        List.of(
            string("product_id"),
            string("product_name").orNull(),
            string("category").orNull(),
            decimal("price").orNull(),
            integer("stock_level").orNull(),
            date(DAY)),
        List.of("product_name", "category", "price"),
        KeepHistory::product);
  }

  /** Of the customers, from the dataset {@code customers}. */
  public static KeepHistory<CustomerVersion> ofCustomers() {
    return new KeepHistory<>(
        DIM_CUSTOMERS,
        "customers",
        List.of(
            string("customer_id"),
            date("registration_date").orNull(),
            string("customer_tier").orNull(),
            date(DAY)),
        List.of("registration_date", "customer_tier"),
        KeepHistory::customer);
  }

  @Override
  public Rows<T> expand(Datasets shop) {
    List<String> tracked = known;
    MakeVersion<T> make = version;
    return PerKey.of(needs.get(0).column())
        .with(SNAPSHOTS, shop.rows(table, dataset, needs.toArray(Need[]::new)))
        .compute(table, (group, results) -> keep(group, tracked, make, results));
  }

  private static <T> void keep(
      Group group, List<String> tracked, MakeVersion<T> make, Results<T> results) {
    String id = group.key().getString(0);
    Function<Row, Object> known =
        row -> Arrays.asList(tracked.stream().map(row::getValue).toArray());
    Periods.of(snapshots(id, group.rows(SNAPSHOTS)), known)
        .forEach(period -> results.output(make.of(id, period)));
  }

  private static SortedMap<LocalDate, Row> snapshots(String id, Iterable<Row> rows) {
    SortedMap<LocalDate, Row> byDay = new TreeMap<>();
    for (Row row : rows) {
      LocalDate day = row.getLogicalTypeValue(DAY, LocalDate.class);
      if (byDay.put(day, row) != null) {
        throw new IllegalStateException(id + " has two rows in snapshots of " + day);
      }
    }
    return byDay;
  }

  private static ProductVersion product(String id, Periods.Period period) {
    Row row = period.last();
    return ProductVersion.builder()
        .setProductId(id)
        .setProductName(row.getString("product_name"))
        .setCategory(row.getString("category"))
        .setPrice(row.getDecimal("price"))
        .setStockLevel(row.getInt64("stock_level"))
        .setValidFrom(Days.toInstant(period.from()))
        .setValidTo(instant(period.to()))
        .setIsCurrent(period.to() == null)
        .build();
  }

  private static CustomerVersion customer(String id, Periods.Period period) {
    Row row = period.last();
    return CustomerVersion.of(
        id,
        instant(row.getLogicalTypeValue("registration_date", LocalDate.class)),
        row.getString("customer_tier"),
        Days.toInstant(period.from()),
        instant(period.to()),
        period.to() == null);
  }

  private static @Nullable Instant instant(@Nullable LocalDate day) {
    return day == null ? null : Days.toInstant(day);
  }
}
