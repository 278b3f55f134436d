package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SaleStatusesTest {
  private static final Contract RETAILER = Contracts.bundled("customer-360");

  private static final Contract WITHOUT_LIST =
      Contracts.parse(
          "c.yaml",
          """
          apiVersion: v3.1.0
          kind: DataContract
          id: shop
          version: 1.0.0
          status: active
          domain: shop
          schema:
            - name: online_transactions
              properties:
                - {name: status, logicalType: string}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void countsWhatTheListNames() {
    SaleStatuses statuses =
        SaleStatuses.of(RETAILER, "online_transactions", "status", "Pending,Completed");
    assertThat(statuses.count("Completed"), is(true));
    assertThat(statuses.count("Pending"), is(true));
    assertThat(statuses.count("Failed"), is(false));
    assertThat(statuses.count(null), is(false));
  }

  @Test
  void isTheSameInAnyOrderAndCase() {
    assertThat(
        SaleStatuses.of(RETAILER, "online_transactions", "status", " pending , COMPLETED,Completed")
            .toString(),
        is("Completed,Pending"));
  }

  @Test
  void refusesWhatTheContractDoesNotAllow() {
    RequestException refused =
        assertThrows(
            RequestException.class,
            () -> SaleStatuses.of(RETAILER, "online_transactions", "status", "Completed,Complete"));
    assertThat(
        refused.problems(),
        contains(
            "--saleStatuses: no order has the status \"Complete\"; the contract allows Completed,"
                + " Pending, Failed"));
  }

  @Test
  void allowsAnyLetterByLetterIfTheContractListsNone() {
    SaleStatuses statuses =
        SaleStatuses.of(WITHOUT_LIST, "online_transactions", "status", "paid, shipped");
    assertThat(statuses.toString(), is("paid,shipped"));
    assertThat(statuses.count("shipped"), is(true));
    assertThat(statuses.count("Paid"), is(false));
    assertThat(statuses.reason("Paid"), is("status is not known"));
  }

  @Test
  void givesOneOfAFewReasonsWhateverTheStatus() {
    SaleStatuses statuses = SaleStatuses.of(RETAILER, "online_transactions", "status", "Completed");
    assertThat(statuses.reason("Failed"), is("status Failed is not counted"));
    assertThat(statuses.reason("Lost at sea"), is("status is not known"));
    assertThat(statuses.reason(null), is("no status"));
  }
}
