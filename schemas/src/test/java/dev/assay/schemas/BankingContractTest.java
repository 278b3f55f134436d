package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bundled contract of the bank against what the bank was promised, written out by hand. */
class BankingContractTest {
  private static final Contract BANKING = Contracts.bundled("banking");

  @Test
  void describesTheFiveFiles() {
    assertThat(
        ContractLines.of(BANKING),
        contains(
            """
            customers in customers.csv by [customer_id]
              customer_id string required
              first_name string required confidential
              last_name string required confidential
              address string confidential
              city string confidential
              state string
              zip string confidential
            accounts in accounts.csv by [account_id]
              account_id string required
              customer_id string required
              account_type string
              balance decimal(18,2) required minimum 0
              [customer_id] WARN -> customers[customer_id]
            loans in loans.csv by [loan_id]
              loan_id string required
              customer_id string required
              loan_amount decimal(18,2) required exclusiveMinimum 0
              interest_rate decimal(9,4) required exclusiveMinimum 0
              loan_term integer
              [customer_id] WARN -> customers[customer_id]
            loan_payments in loan_payments.csv by [payment_id]
              payment_id string required
              loan_id string required
              payment_date date
              payment_amount decimal(18,2) required exclusiveMinimum 0
              [loan_id] WARN -> loans[loan_id]
            transactions in transactions.csv by [transaction_id]
              transaction_id string required
              account_id string required
              transaction_date date
              transaction_amount decimal(18,2) required exclusiveMinimum 0
              transaction_type string
              [account_id] WARN -> accounts[account_id]
            """
                .lines()
                .toArray(String[]::new)));
  }

  @Test
  void mapsTheWordsForTheDirectionOfATransaction() {
    Field type = BANKING.dataset("transactions").find("transaction_type").orElseThrow();

    assertThat(
        type.reading().mapping(), is(Map.of("Deposit", "deposit", "Withdrawal", "withdrawal")));
  }

  @Test
  void readsOrdinaryCsv() {
    BANKING.datasets().forEach(dataset -> assertThat(dataset.format(), is(Format.CSV)));
  }

  @Test
  void describesEveryDatasetAndEveryField() {
    for (Dataset dataset : BANKING.datasets()) {
      assertThat(dataset.description(), is(not("")));
      assertThat(
          dataset.fields().stream().map(Field::description).toList(), everyItem(is(not(""))));
    }
  }

  @Test
  void quarantinesWhateverBreaksARule() {
    BANKING.datasets().stream()
        .flatMap(dataset -> dataset.fields().stream())
        .flatMap(field -> field.rules().stream())
        .forEach(rule -> assertThat(rule.id(), rule.outcome(), is(Outcome.QUARANTINE)));
  }

  @Test
  void guardsEveryDatasetAgainstABrokenAndATruncatedDelivery() {
    for (Dataset dataset : BANKING.datasets()) {
      assertThat(
          dataset.thresholds().stream()
              .filter(Threshold::isError)
              .map(Threshold::metric)
              .filter(metric -> metric != Threshold.Metric.ROW_COUNT)
              .toList(),
          contains(Threshold.Metric.QUARANTINED, Threshold.Metric.SHRINKAGE));
    }
  }

  @Test
  void warnsOfAPostalCodeWithoutItsState() {
    Dataset customers = BANKING.dataset("customers");
    CelRule rule = CelRule.compile(customers.rules().get(0), customers.fields());

    assertThat(customers.rules().get(0).outcome(), is(Outcome.WARN));
    assertThat(rule.holds(Map.of("zip", "M4B1B3", "state", "ON")::get), is(true));
    assertThat(rule.holds(Map.of("zip", "M4B1B3")::get), is(false));
    assertThat(rule.holds(Map.of()::get), is(true));
  }

  @Test
  void namesTheColumnsOfRealFiles() throws IOException {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real files to compare with");

    for (Dataset dataset : BANKING.datasets()) {
      Path file = Path.of(data, "banking", dataset.file());
      try (var lines = Files.lines(file)) {
        List<String> header = List.of(lines.findFirst().orElseThrow().split(","));
        assertThat(dataset.fields().stream().map(Field::header).toList(), is(header));
      }
    }
    assertThat(BANKING.datasets(), is(not(empty())));
  }
}
