package dev.assay.transforms.banking;

import static dev.assay.transforms.batch.Need.date;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.banking.AccountMonthlyActivity;
import dev.assay.schemas.banking.Direction;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.batch.Need;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Sums the transactions of each account by month: one row per account and month with a transaction.
 * What came in and what went out is told by the type of a transaction ({@code deposit}, {@code
 * withdrawal}) or by the sign of its amount, as the contract has it.
 *
 * <p>Unattributed, under the first reason that holds: transactions of accounts that are not in
 * {@code accounts}, those without a date, and by type those of another type.
 *
 * <p>Needs {@code accounts} (account_id) and {@code transactions} (account_id, transaction_amount,
 * transaction_date or null, and by type transaction_type or null).
 */
public final class SumMonthlyActivity extends PTransform<Datasets, Rows<AccountMonthlyActivity>> {
  private static final Group.Input<Row> ACCOUNTS = Group.Input.rows("Accounts");
  private static final Group.Input<Row> TRANSACTIONS = Group.Input.rows("Transactions");

  private final TableDefinition<AccountMonthlyActivity> table;
  private final Direction direction;

  private SumMonthlyActivity(TableDefinition<AccountMonthlyActivity> table, Direction direction) {
    this.table = table;
    this.direction = direction;
  }

  /** Into a table, with the direction of a transaction told that way. */
  public static SumMonthlyActivity of(
      TableDefinition<AccountMonthlyActivity> table, Direction direction) {
    return new SumMonthlyActivity(table, direction);
  }

  @Override
  public Rows<AccountMonthlyActivity> expand(Datasets bank) {
    List<Need> needs = new ArrayList<>();
    needs.add(string("account_id"));
    needs.add(decimal("transaction_amount"));
    needs.add(date("transaction_date").orNull());
    if (direction == Direction.BY_TYPE) {
      needs.add(string("transaction_type").orNull());
    }
    Direction told = direction;
    return PerKey.of("account_id")
        .with(ACCOUNTS, bank.rows(table, "accounts", string("account_id")))
        .with(TRANSACTIONS, bank.rows(table, "transactions", needs.toArray(Need[]::new)))
        .compute(table, (group, results) -> sum(told, group, results));
  }

  static void sum(Direction direction, Group group, Results<AccountMonthlyActivity> results) {
    boolean isKnown = group.row(ACCOUNTS).isPresent();
    Map<LocalDate, Month> months = new TreeMap<>();
    for (Row transaction : group.rows(TRANSACTIONS)) {
      BigDecimal amount = transaction.getDecimal("transaction_amount");
      LocalDate date = transaction.getLogicalTypeValue("transaction_date", LocalDate.class);
      if (!isKnown) {
        missing(direction, "account not in accounts", amount, results);
      } else if (date == null) {
        missing(direction, "no transaction date", amount, results);
      } else if (isDeposit(direction, transaction, amount)) {
        months.computeIfAbsent(date.withDayOfMonth(1), Month::new).deposit(amount);
      } else if (isWithdrawal(direction, transaction)) {
        months
            .computeIfAbsent(date.withDayOfMonth(1), Month::new)
            .withdraw(withdrawn(direction, amount));
      } else {
        missing(direction, "type is neither deposit nor withdrawal", amount, results);
      }
    }
    String account = group.key().getString("account_id");
    for (Month month : months.values()) {
      results.output(month.activity(account));
    }
  }

  private static void missing(
      Direction direction,
      String reason,
      BigDecimal amount,
      Results<AccountMonthlyActivity> results) {
    String column = direction == Direction.BY_SIGN ? "net" : "deposits";
    results.unattributed(column, reason, 1, amount);
  }

  private static boolean isDeposit(Direction direction, Row transaction, BigDecimal amount) {
    return direction == Direction.BY_SIGN
        ? amount.signum() >= 0
        : "deposit".equals(transaction.getString("transaction_type"));
  }

  /** By type an amount is what it is, even if a contract lets a negative one pass. */
  private static BigDecimal withdrawn(Direction direction, BigDecimal amount) {
    return direction == Direction.BY_SIGN ? amount.negate() : amount;
  }

  private static boolean isWithdrawal(Direction direction, Row transaction) {
    return direction == Direction.BY_SIGN
        || "withdrawal".equals(transaction.getString("transaction_type"));
  }

  /** The transactions of one account in one month, added up. */
  private static final class Month {
    private final LocalDate first;
    private BigDecimal deposits = BigDecimal.ZERO;
    private BigDecimal withdrawals = BigDecimal.ZERO;
    private long count;

    Month(LocalDate first) {
      this.first = first;
    }

    void deposit(BigDecimal amount) {
      deposits = deposits.add(amount);
      count++;
    }

    void withdraw(BigDecimal amount) {
      withdrawals = withdrawals.add(amount);
      count++;
    }

    AccountMonthlyActivity activity(String account) {
      return AccountMonthlyActivity.of(
          account,
          Days.toInstant(first),
          deposits,
          withdrawals,
          deposits.subtract(withdrawals),
          count);
    }
  }
}
