package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.customer;
import static dev.assay.transforms.orders.TestShop.customers;
import static dev.assay.transforms.orders.TestShop.optional;
import static dev.assay.transforms.orders.TestShop.product;
import static dev.assay.transforms.orders.TestShop.products;
import static dev.assay.transforms.orders.TestShop.required;
import static dev.assay.transforms.orders.TestShop.values;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.schemas.orders.OrderDay;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class FindChangedDaysTest {
  private static final Columns LINE =
      Columns.of(
          List.of(
              required("order_date", Type.DATE),
              required("customer_id", Type.STRING),
              optional("product_id", Type.STRING)));

  private static final Row[] NOTHING = {};

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Row line(int day, String customer, @Nullable String product) {
    return values(LINE, LocalDate.of(2024, 1, day), customer, product);
  }

  /** A line of ann's and one of bob's on each day from 1 to 9, with a kite and a ball. */
  private static Row[] lines() {
    Row[] lines = new Row[18];
    for (int day = 1; day <= 9; day++) {
      lines[2 * day - 2] = line(day, "ann", day == 9 ? null : "kite");
      lines[2 * day - 1] = line(day, "bob", "ball");
    }
    return lines;
  }

  private void assertChanged(
      Row[] oldCustomers,
      Row[] newCustomers,
      Row[] oldProducts,
      Row[] newProducts,
      String... days) {
    Rows<OrderDay> changed =
        TestShop.rows(pipeline, "Lines", LINE, lines())
            .apply(
                "FindChangedDays",
                FindChangedDays.between(
                    customers(pipeline, "OldCustomers", oldCustomers),
                    customers(pipeline, "NewCustomers", newCustomers),
                    products(pipeline, "OldProducts", oldProducts),
                    products(pipeline, "NewProducts", newProducts)));
    Shown.by(changed, day -> Shown.line(day.getOrderDate()), days);
    pipeline.run();
  }

  @Test
  void findsTheDaysFromAChangeOfTierOn() {
    assertChanged(
        new Row[] {customer("ann", "gold")},
        new Row[] {
          customer("ann", "gold", "0001-01-01", "2024-01-08"),
          customer("ann", "silver", "2024-01-08", null),
          customer("cyd", "silver")
        },
        NOTHING,
        NOTHING,
        "2024-01-08",
        "2024-01-09");
  }

  /** A snapshot of day 4 that came after that of day 7: what was bronze until 7 is so until 4. */
  @Test
  void findsTheDaysBetweenTheBordersThatASnapshotOfThePastMoves() {
    assertChanged(
        new Row[] {
          customer("bob", "bronze", "0001-01-01", "2024-01-07"),
          customer("bob", "gold", "2024-01-07", null)
        },
        new Row[] {
          customer("bob", "bronze", "0001-01-01", "2024-01-04"),
          customer("bob", "gold", "2024-01-04", null)
        },
        NOTHING,
        NOTHING,
        "2024-01-04",
        "2024-01-05",
        "2024-01-06");
  }

  @Test
  void findsEveryDayOfWhoIsKnownForTheFirstTime() {
    assertChanged(
        NOTHING,
        NOTHING,
        NOTHING,
        new Row[] {product("kite", "Toys", "2.00")},
        "2024-01-01",
        "2024-01-02",
        "2024-01-03",
        "2024-01-04",
        "2024-01-05",
        "2024-01-06",
        "2024-01-07",
        "2024-01-08");
  }

  /** Its stock is in no order line; and to be known without a tier is to be unknown. */
  @Test
  void findsNothingWhereNoLineWouldBeOther() {
    assertChanged(
        NOTHING,
        new Row[] {customer("ann", null), customer("cyd", "gold")},
        new Row[] {product("kite", "Toys", "2.00", 9L, "0001-01-01", null)},
        new Row[] {
          product("kite", "Toys", "2.00", 5L, "0001-01-01", "2024-01-10"),
          product("kite", "Toys", "2.50", 5L, "2024-01-10", null)
        });
  }

  @Test
  void findsChangesOfPriceAndCategory() {
    assertChanged(
        NOTHING,
        NOTHING,
        new Row[] {
          product("kite", "Toys", "2.00"),
          product("ball", "Toys", "1.00", 1L, "0001-01-01", "2024-01-03"),
          product("ball", "Balls", "1.00", 1L, "2024-01-03", null)
        },
        new Row[] {
          product("kite", "Toys", "2.00", 1L, "0001-01-01", "2024-01-08"),
          product("kite", "Toys", "2.50", 1L, "2024-01-08", null),
          product("ball", "Toys", "1.00", 1L, "0001-01-01", "2024-01-02"),
          product("ball", "Balls", "1.00", 1L, "2024-01-02", null)
        },
        "2024-01-02",
        "2024-01-08");
  }
}
