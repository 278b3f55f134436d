package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.CHANGED_PERIOD;
import static dev.assay.schemas.orders.OrdersTables.ORDER_DAY;

import dev.assay.schemas.orders.ChangedPeriod;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.OrderDay;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.schemas.orders.Version;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.Lookup;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Finds the days whose order lines name a customer or product of which the dimensions now say
 * something else for that day: one row per day, those that have to be computed anew. What counts is
 * what {@link ListOrderLines} takes from them: the tier of a customer; name, category and price of
 * a product.
 *
 * <p>The changes are found first, without an order, and are few as a rule; then the lines pass by,
 * and nothing of them is shuffled but the days. Each worker holds the changes, see {@link Lookup}.
 *
 * <p>Needs, of {@code fact_orders} or the like, order_date (a day), customer_id and product_id (or
 * null), one row per line or fewer.
 */
public final class FindChangedDays extends PTransform<Rows<Row>, Rows<OrderDay>> {
  private static final Group.Input<OrderDay> DAYS = Group.Input.of("Days");

  private final Rows<CustomerVersion> oldCustomers;
  private final Rows<CustomerVersion> newCustomers;
  private final Rows<ProductVersion> oldProducts;
  private final Rows<ProductVersion> newProducts;

  private FindChangedDays(
      Rows<CustomerVersion> oldCustomers,
      Rows<CustomerVersion> newCustomers,
      Rows<ProductVersion> oldProducts,
      Rows<ProductVersion> newProducts) {
    this.oldCustomers = oldCustomers;
    this.newCustomers = newCustomers;
    this.oldProducts = oldProducts;
    this.newProducts = newProducts;
  }

  /** Between what the dimensions said and what they say. */
  public static FindChangedDays between(
      Rows<CustomerVersion> oldCustomers,
      Rows<CustomerVersion> newCustomers,
      Rows<ProductVersion> oldProducts,
      Rows<ProductVersion> newProducts) {
    return new FindChangedDays(oldCustomers, newCustomers, oldProducts, newProducts);
  }

  @Override
  public Rows<OrderDay> expand(Rows<Row> lines) {
    PCollectionView<Lookup<ChangedPeriod>> customers =
        oldCustomers
            .apply(
                "CompareCustomers",
                new Compare<>("customer_id", newCustomers, Dimensions::ofCustomer))
            .apply("LookUpCustomers", Lookup.by("id"));
    PCollectionView<Lookup<ChangedPeriod>> products =
        oldProducts
            .apply(
                "CompareProducts", new Compare<>("product_id", newProducts, Dimensions::ofProduct))
            .apply("LookUpProducts", Lookup.by("id"));
    Rows<Row> narrow = Rows.select(lines, List.of("order_date", "customer_id", "product_id"));
    Rows<OrderDay> changed =
        PerRow.of("PerLine", narrow)
            .with(customers)
            .and(products)
            .compute(ORDER_DAY, FindChangedDays::find);
    return PerKey.of("order_date")
        .with(
            DAYS,
            AddUp.of("AddUpLines", changed).compute(ORDER_DAY, (line, days) -> days.output(line)))
        .compute(ORDER_DAY, (group, days) -> days.output(group.rows(DAYS).iterator().next()));
  }

  static void find(
      Row line,
      Lookup<ChangedPeriod> customers,
      Lookup<ChangedPeriod> products,
      Results<OrderDay> days) {
    Instant day = Days.toInstant(line.getLogicalTypeValue("order_date", LocalDate.class));
    if (isChanged(day, line.getString("customer_id"), customers)
        || isChanged(day, line.getString("product_id"), products)) {
      days.output(OrderDay.of(day));
    }
  }

  private static boolean isChanged(
      Instant day, @Nullable String id, Lookup<ChangedPeriod> changes) {
    return id != null && Dimensions.on(day, changes.get(id)) != null;
  }

  /** What a version says that order lines take from it; null stands for no version. */
  interface Known<V> extends Serializable {
    List<@Nullable Object> of(@Nullable V version);
  }

  /** The periods in which two histories of a dimension say different things. */
  private static final class Compare<V extends Version>
      extends PTransform<Rows<V>, Rows<ChangedPeriod>> {
    private final String key;
    private final Rows<V> now;
    private final Known<V> known;

    Compare(String key, Rows<V> now, Known<V> known) {
      this.key = key;
      this.now = now;
      this.known = known;
    }

    @Override
    public Rows<ChangedPeriod> expand(Rows<V> before) {
      Group.Input<V> old = Group.Input.of("Old");
      Group.Input<V> recent = Group.Input.of("New");
      Known<V> compared = known;
      return PerKey.of(key)
          .with(old, before)
          .with(recent, now)
          .compute(
              CHANGED_PERIOD,
              (group, results) ->
                  changes(group.key().getString(0), group.rows(old), group.rows(recent), compared)
                      .forEach(results::output));
    }
  }

  /** Each stretch between two days on which either history has a border, if they differ in it. */
  static <V extends Version> List<ChangedPeriod> changes(
      String id, Iterable<V> before, Iterable<V> now, Known<V> known) {
    TreeSet<Instant> borders = new TreeSet<>();
    for (Iterable<V> versions : Arrays.asList(before, now)) {
      for (V version : versions) {
        borders.add(version.getValidFrom());
        if (version.getValidTo() != null) {
          borders.add(version.getValidTo());
        }
      }
    }
    List<ChangedPeriod> changes = new ArrayList<>();
    for (Instant from : borders) {
      List<@Nullable Object> said = known.of(Dimensions.on(from, before));
      if (!said.equals(known.of(Dimensions.on(from, now)))) {
        changes.add(ChangedPeriod.of(id, from, borders.higher(from)));
      }
    }
    return changes;
  }
}
