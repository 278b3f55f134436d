package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.optional;
import static dev.assay.transforms.orders.TestShop.required;
import static dev.assay.transforms.orders.TestShop.values;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepHistoryTest {
  private static final Columns CUSTOMERS =
      Columns.of(
          List.of(
              required("customer_id", Type.STRING),
              optional("email", Type.STRING),
              optional("registration_date", Type.DATE),
              optional("customer_tier", Type.STRING)));
  private static final Columns PRODUCTS =
      Columns.of(
          List.of(
              required("product_id", Type.STRING),
              required("product_name", Type.STRING),
              required("category", Type.STRING),
              required("price", Type.decimal(18, 2)),
              optional("stock_level", Type.INTEGER),
              KeepHistory.SNAPSHOT_ON));

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Row product(int day, String id, String name, String price, @Nullable Long stock) {
    return values(
        PRODUCTS, id, name, "Toys", TestShop.money(price), stock, LocalDate.of(2024, 1, day));
  }

  private Rows<ProductVersion> products(List<Row> snapshots) {
    return Datasets.in(pipeline, "a test")
        .with(
            "products",
            TestShop.rows(pipeline, "Products", PRODUCTS, snapshots.toArray(Row[]::new)))
        .apply("KeepHistory", KeepHistory.ofProducts());
  }

  /** In whatever order the snapshots are read. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsWhatWasKnownOfEachProductAndWhen(long seed) {
    List<Row> rows =
        new ArrayList<>(
            List.of(
                product(5, "kite", "Kite", "2.00", 10L),
                product(6, "kite", "Kite", "2.00", 8L),
                product(7, "kite", "Kite", "2.50", 7L),
                product(9, "kite", "Big kite", "2.50", null),
                product(5, "ball", "Ball", "1.00", 3L),
                product(9, "ball", "Ball", "1.00", 1L),
                product(7, "new", "New", "5.00", 1L)));
    Collections.shuffle(rows, new java.util.Random(seed));

    Shown.by(
        products(rows),
        version ->
            Shown.line(
                version.getProductName(),
                version.getPrice(),
                version.getStockLevel(),
                version.getValidFrom(),
                version.getValidTo(),
                version.getIsCurrent()),
        "Kite 2 8 0001-01-01 2024-01-07 false",
        "Kite 2.5 7 2024-01-07 2024-01-09 false",
        "Big kite 2.5 null 2024-01-09 null true",
        "Ball 1 1 0001-01-01 null true",
        "New 5 1 0001-01-01 null true");
    pipeline.run();
  }

  @Test
  void refusesTwoSnapshotsOfOneDay() {
    products(
        List.of(product(5, "kite", "Kite", "2.00", 1L), product(5, "kite", "Kite", "2.50", 1L)));
    Exception e = assertThrows(Exception.class, () -> pipeline.run());
    assertThat(e.getMessage(), containsString("kite has two rows in snapshots of 2024-01-05"));
  }

  @Test
  void aChangeOfTierStartsAVersionAndOneOfAddressDoesNot() {
    Columns dated = CUSTOMERS.plus(KeepHistory.SNAPSHOT_ON);
    Rows<Row> snapshots =
        TestShop.rows(
            pipeline,
            "Customers",
            dated,
            values(dated, "ann", "a@example.com", null, "gold", LocalDate.of(2024, 1, 5)),
            values(dated, "ann", "b@example.com", null, "gold", LocalDate.of(2024, 1, 6)),
            values(dated, "ann", "b@example.com", null, "silver", LocalDate.of(2024, 1, 7)),
            values(dated, "bob", null, LocalDate.of(2020, 2, 29), null, LocalDate.of(2024, 1, 7)));
    Shown.by(
        Datasets.in(pipeline, "a test")
            .with("customers", snapshots)
            .apply("KeepHistory", KeepHistory.ofCustomers()),
        KeepHistoryTest::show,
        "ann null gold 0001-01-01 2024-01-07 false",
        "ann null silver 2024-01-07 null true",
        "bob 2020-02-29 null 0001-01-01 null true");
    pipeline.run();
  }

  private static String show(CustomerVersion version) {
    return Shown.line(
        version.getCustomerId(),
        version.getRegistrationDate(),
        version.getCustomerTier(),
        version.getValidFrom(),
        version.getValidTo(),
        version.getIsCurrent());
  }
}
