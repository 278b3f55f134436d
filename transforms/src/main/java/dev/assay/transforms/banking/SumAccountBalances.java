package dev.assay.transforms.banking;

import static dev.assay.schemas.banking.BankingTables.CUSTOMER_ACCOUNT_BALANCE;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.schemas.banking.CustomerAccountBalance;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Sums the balances of each customer's accounts: one row per customer with an account. Accounts of
 * customers who are not in {@code customers} are unattributed.
 *
 * <p>Needs {@code customers} (customer_id, first_name, last_name, address, city, state, zip) and
 * {@code accounts} (customer_id, balance). Balances are in the bank's currency.
 */
public final class SumAccountBalances extends PTransform<Datasets, Rows<CustomerAccountBalance>> {
  private static final Group.Input<Row> CUSTOMERS = Group.Input.rows("Customers");
  private static final Group.Input<Row> ACCOUNTS = Group.Input.rows("Accounts");

  private SumAccountBalances() {}

  public static SumAccountBalances create() {
    return new SumAccountBalances();
  }

  @Override
  public Rows<CustomerAccountBalance> expand(Datasets bank) {
    return PerKey.of("customer_id")
        .with(
            CUSTOMERS,
            bank.rows(
                CUSTOMER_ACCOUNT_BALANCE,
                "customers",
                string("customer_id"),
                string("first_name"),
                string("last_name"),
                string("address").orNull(),
                string("city").orNull(),
                string("state").orNull(),
                string("zip").orNull()))
        .with(
            ACCOUNTS,
            bank.rows(
                CUSTOMER_ACCOUNT_BALANCE, "accounts", string("customer_id"), decimal("balance")))
        .compute(CUSTOMER_ACCOUNT_BALANCE, SumAccountBalances::sum);
  }

  static void sum(Group group, Results<CustomerAccountBalance> results) {
    long count = 0;
    BigDecimal total = BigDecimal.ZERO;
    for (Row account : group.rows(ACCOUNTS)) {
      count++;
      total = total.add(account.getDecimal("balance"));
    }
    Optional<Row> customer = group.row(CUSTOMERS);
    if (customer.isPresent() && count > 0) {
      results.output(balance(customer.get(), count, total));
    } else if (count > 0) {
      results.unattributed("total_balance", "customer not in customers", count, total);
    }
  }

  private static CustomerAccountBalance balance(Row customer, long accounts, BigDecimal total) {
    return CustomerAccountBalance.builder()
        .setCustomerId(customer.getString("customer_id"))
        .setFirstName(customer.getString("first_name"))
        .setLastName(customer.getString("last_name"))
        .setAddress(customer.getString("address"))
        .setCity(customer.getString("city"))
        .setState(customer.getString("state"))
        .setZip(customer.getString("zip"))
        .setAccountCount(accounts)
        .setTotalBalance(total)
        .build();
  }
}
