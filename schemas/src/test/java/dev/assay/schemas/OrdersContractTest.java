package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled contract of the feed of orders against what was promised, written out by hand. */
class OrdersContractTest {
  private static final Contract SHOP = Contracts.bundled("orders");

  @Test
  void describesTheThreeKindsOfFiles() {
    assertThat(
        ContractLines.of(SHOP),
        contains(
            """
            orders in orders/*.json by [order_id]
              order_id string required
              customer_id string required
              order_timestamp timestamp required
              items list(product_id, quantity, unit_price)
              total_amount decimal(18,2) required sumOf 0.01
              payment_status string
              street string confidential
              city string
              state string
              zipcode string confidential
              country string
              [customer_id] WARN -> customers[customer_id]
            products in products/*.csv by [product_id]
              product_id string required
              product_name string required
              category string required
              price decimal(18,2) required
              stock_level integer
            customers in customers/*.csv by [customer_id]
              customer_id string required
              name string confidential
              email string confidential
              registration_date date
              customer_tier string
            """
                .lines()
                .toArray(String[]::new)));
  }

  @Test
  void describesTheLinesOfAnOrder() {
    assertThat(
        SHOP.dataset("orders").find("items").orElseThrow().elements().stream()
            .map(field -> field.name() + " " + field.type())
            .toList(),
        contains("product_id string", "quantity integer", "unit_price decimal(18,2)"));
  }

  @Test
  void ordersAccumulateByTheirDayAndTheOthersAreSnapshots() {
    Dataset orders = SHOP.dataset("orders");
    assertThat(orders.partitionBy(), is("order_timestamp"));
    assertThat(orders.onConflict(), is(OnConflict.FAIL));
    assertThat(orders.latestBy(), contains("order_timestamp"));
    assertThat(orders.asOf(), contains("order_timestamp"));
    assertThat(SHOP.dataset("products").isIncremental(), is(false));
    assertThat(SHOP.dataset("customers").isIncremental(), is(false));
  }

  @Test
  void warnsOfATotalThatIsNotThatOfTheLines() {
    FieldRule sum =
        SHOP.dataset("orders").find("total_amount").orElseThrow().rules().stream()
            .filter(rule -> rule.id().equals("total_amount.sumOf"))
            .findFirst()
            .orElseThrow();
    assertThat(sum.outcome(), is(Outcome.WARN));
    assertThat(sum.sum(), is(Measure.of("items.quantity * items.unit_price")));
  }

  @Test
  void listsStatusesAndTiers() {
    assertThat(allowed("orders", "payment_status"), contains("completed", "failed", "pending"));
    assertThat(allowed("customers", "customer_tier"), contains("bronze", "gold", "silver"));
  }

  private static List<String> allowed(String dataset, String field) {
    return SHOP.dataset(dataset).find(field).orElseThrow().rules().stream()
        .filter(rule -> rule.kind() == FieldRule.Kind.VALID_VALUES)
        .flatMap(rule -> rule.values().stream())
        .sorted()
        .toList();
  }

  @Test
  void isRefusedWhenOneRecordInTwentyIsBroken() {
    for (Dataset dataset : SHOP.datasets()) {
      assertThat(
          dataset.thresholds().stream()
              .filter(threshold -> threshold.metric() == Threshold.Metric.QUARANTINED)
              .map(threshold -> threshold.bound() + " " + threshold.isError())
              .toList(),
          contains("5 true"));
    }
  }
}
