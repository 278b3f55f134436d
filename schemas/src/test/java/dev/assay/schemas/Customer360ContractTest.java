package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bundled contract of the retailer against what was promised, written out by hand. */
class Customer360ContractTest {
  private static final Contract RETAILER = Contracts.bundled("customer-360");

  @Test
  void describesTheNineFiles() {
    assertThat(
        ContractLines.of(RETAILER),
        contains(
            """
            customers in Customers.csv by [customer_id]
              customer_id integer required
              name string required confidential
              email string required confidential
              address string confidential
            products in Products.csv by [product_id]
              product_id integer required
              name string required
              category string required
              price decimal(10,2) required
            stores in Stores.csv by [store_id]
              store_id integer required
              location string required
              manager string confidential
              open_hours string
            agents in Agents.csv by [agent_id]
              agent_id integer required
              name string required confidential
              department string
              shift string
            online_transactions in OnlineTransactions.csv by [order_id]
              order_id integer required
              customer_id integer required
              product_id integer required
              date_time timestamp
              payment_method string
              amount decimal(18,2) required
              status string
              [customer_id] WARN -> customers[customer_id]
              [product_id] WARN -> products[product_id]
            in_store_transactions in InStoreTransactions.csv by [transaction_id]
              transaction_id integer required
              customer_id integer required
              store_id integer required
              date_time timestamp
              amount decimal(18,2) required
              payment_method string
              [customer_id] WARN -> customers[customer_id]
              [store_id] WARN -> stores[store_id]
            customer_service_interactions in CustomerServiceInteractions.csv by [interaction_id]
              interaction_id integer required
              customer_id integer required
              date_time timestamp
              agent_id integer required
              issue_type string
              resolution_status string
              [customer_id] WARN -> customers[customer_id]
              [agent_id] WARN -> agents[agent_id]
            loyalty_accounts in LoyaltyAccounts.csv by [loyalty_id]
              loyalty_id integer required
              customer_id integer required
              points_earned integer
              tier_level string
              join_date date
              [customer_id] WARN -> customers[customer_id]
            loyalty_transactions in LoyaltyTransactions.csv by [loyalty_id, date_time]
              loyalty_id integer required
              date_time timestamp required
              points_change integer
              reason string
              [loyalty_id] WARN -> loyalty_accounts[loyalty_id]
            """
                .lines()
                .toArray(String[]::new)));
  }

  @Test
  void trimsEveryText() {
    for (Dataset dataset : RETAILER.datasets()) {
      assertThat(
          dataset.fields().stream().map(field -> field.reading().trim()).toList(),
          everyItem(is(true)));
    }
  }

  @Test
  void readsAmountsInDollarsWithGroups() {
    Notation dollars = new Notation("$", ",", ".");
    assertThat(
        RETAILER.datasets().stream()
            .flatMap(dataset -> dataset.fields().stream())
            .filter(field -> field.reading().notation().equals(dollars))
            .map(Field::name)
            .toList(),
        contains("price", "amount", "amount"));
  }

  @Test
  void takesTheDayOfADeliveryFromItsTransactions() {
    assertThat(
        RETAILER.datasets().stream()
            .filter(dataset -> dataset.asOf().equals(List.of("date_time")))
            .map(Dataset::name)
            .toList(),
        containsInAnyOrder(
            "online_transactions",
            "in_store_transactions",
            "customer_service_interactions",
            "loyalty_transactions"));
  }

  @Test
  void warnsOfAnUnknownWordAndQuarantinesWhateverElseBreaksARule() {
    for (Dataset dataset : RETAILER.datasets()) {
      for (Field field : dataset.fields()) {
        for (FieldRule rule : field.rules()) {
          boolean isWord = rule.kind() == FieldRule.Kind.VALID_VALUES;
          assertThat(rule.id(), rule.outcome(), is(isWord ? Outcome.WARN : Outcome.QUARANTINE));
        }
      }
    }
    assertThat(
        validValues("online_transactions", "status"), is(Set.of("Completed", "Pending", "Failed")));
    assertThat(
        validValues("customer_service_interactions", "resolution_status"),
        is(Set.of("Resolved", "Escalated", "Pending")));
    assertThat(
        validValues("loyalty_accounts", "tier_level"),
        is(Set.of("Bronze", "Silver", "Gold", "Platinum")));
  }

  private static Set<String> validValues(String dataset, String field) {
    return RETAILER.dataset(dataset).find(field).orElseThrow().rules().stream()
        .filter(rule -> rule.kind() == FieldRule.Kind.VALID_VALUES)
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void describesEveryDatasetAndEveryField() {
    for (Dataset dataset : RETAILER.datasets()) {
      assertThat(dataset.description(), is(not("")));
      assertThat(
          dataset.fields().stream().map(Field::description).toList(), everyItem(is(not(""))));
    }
  }

  @Test
  void guardsEveryDatasetAgainstABrokenAndATruncatedDelivery() {
    for (Dataset dataset : RETAILER.datasets()) {
      List<Threshold.Metric> errors =
          dataset.thresholds().stream().filter(Threshold::isError).map(Threshold::metric).toList();
      assertThat(dataset.name(), errors, hasItem(Threshold.Metric.QUARANTINED));
      assertThat(dataset.name(), errors, hasItem(Threshold.Metric.SHRINKAGE));
    }
  }

  @Test
  void namesTheColumnsOfRealFiles() throws IOException {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real files to compare with");

    for (Dataset dataset : RETAILER.datasets()) {
      try (var lines = Files.lines(Path.of(data, "customer360", dataset.file()))) {
        List<String> header = List.of(lines.findFirst().orElseThrow().split(","));
        assertThat(dataset.fields().stream().map(Field::header).toList(), is(header));
      }
    }
    assertThat(RETAILER.datasets(), is(not(empty())));
  }
}
