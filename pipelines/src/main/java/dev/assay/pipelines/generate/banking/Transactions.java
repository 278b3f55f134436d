package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Transactions in order of time, most of them of a few busy accounts, and what
 * account_monthly_activity must make of them.
 */
final class Transactions implements Entity {

  private static final int ACCOUNT = 1;
  private static final int DATE = 2;
  private static final int AMOUNT = 3;
  private static final int TYPE = 4;
  private static final String DEPOSIT = "Deposit";
  private static final String WITHDRAWAL = "Withdrawal";
  private static final int MOST_CENTS = 500_000;
  private static final int BUSY_EVERY = 5;
  private static final double SHARE_OF_BUSY_ACCOUNTS = 0.75;
  private static final double SHARE_WITHOUT_DATE = 0.005;
  private static final double SHARE_OF_FEES = 0.01;
  private static final double SHARE_WITHOUT_TYPE = 0.002;

  private final Accounts accounts;
  private final Keys keys;

  /** One bit a month, one int an account: the groups of gold. */
  private final int[] activeMonths;

  private final Sum all = new Sum();
  private final Sum deposits = new Sum();
  private final Sum withdrawals = new Sum();
  private final Sum ofUnknownAccounts = new Sum();
  private final Sum withoutDate = new Sum();
  private final Sum ofOtherTypes = new Sum();

  Transactions(int count, Accounts accounts) {
    this.keys = new Keys('T', 9, count);
    this.accounts = accounts;
    this.activeMonths = new int[accounts.count()];
  }

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.requiredText("transaction_id"),
        GeneratedColumn.requiredText("account_id"),
        GeneratedColumn.date("transaction_date"),
        GeneratedColumn.positiveAmount("transaction_amount"),
        // Silver maps these two. Of two rows with one key the lesser stays, so the order of what
        // they vary to must be the same before and after.
        GeneratedColumn.words(
            "transaction_type", Map.of(DEPOSIT, WITHDRAWAL, WITHDRAWAL, DEPOSIT)));
  }

  @Override
  public int count() {
    return keys.count();
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    int account = account(random);
    Object[] values = {
      keys.of(index),
      accounts.keys().of(account),
      random.chance(SHARE_WITHOUT_DATE) ? null : Period.around(random, index, count()),
      BigDecimal.valueOf(1 + random.below(MOST_CENTS), 2),
      type(random)
    };
    return new GeneratedRow(index, account, values);
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return row.with(ACCOUNT, accounts.keys().unknown(random)).withParent(GeneratedRow.NONE);
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(ACCOUNT);
  }

  @Override
  public int textColumn() {
    return TYPE;
  }

  @Override
  public int accept(GeneratedRow row) {
    long cents = row.units(AMOUNT, 2);
    all.add(cents);
    boolean isKnown = accounts.isSilver(row.parent());
    LocalDate date = row.date(DATE);
    Sum sum = isKnown ? attribute(date, row.text(TYPE)) : ofUnknownAccounts;
    sum.add(cents);
    if (date != null && (sum == deposits || sum == withdrawals)) {
      activeMonths[row.parent()] |= 1 << Period.month(date);
    }
    return isKnown ? 0 : 1;
  }

  String totalTransactionAmount() {
    return all.getAmount();
  }

  GoldAnswers accountMonthlyActivity() {
    long rows = 0;
    for (int months : activeMonths) {
      rows += Integer.bitCount(months);
    }
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("deposits", deposits.getAmount());
    totals.put("withdrawals", withdrawals.getAmount());
    totals.put("net", deposits.minus(withdrawals));
    totals.put("transaction_count", deposits.getRows() + withdrawals.getRows());
    Map<String, Sum> unattributed = new LinkedHashMap<>();
    unattributed.put("transactions_of_other_types", ofOtherTypes);
    unattributed.put("transactions_of_unknown_accounts", ofUnknownAccounts);
    unattributed.put("transactions_without_date", withoutDate);
    return new GoldAnswers(rows, totals, unattributed);
  }

  private Sum attribute(@Nullable LocalDate date, @Nullable String type) {
    if (date == null) {
      return withoutDate;
    }
    if (DEPOSIT.equals(type)) {
      return deposits;
    }
    return WITHDRAWAL.equals(type) ? withdrawals : ofOtherTypes;
  }

  /** Four transactions in five are of every fifth account. */
  private int account(RandomStream random) {
    int account = random.below(accounts.count());
    return random.chance(SHARE_OF_BUSY_ACCOUNTS) ? account - account % BUSY_EVERY : account;
  }

  private static @Nullable String type(RandomStream random) {
    if (random.chance(SHARE_WITHOUT_TYPE)) {
      return null;
    }
    if (random.chance(SHARE_OF_FEES)) {
      return "Fee";
    }
    return random.chance(0.5) ? DEPOSIT : WITHDRAWAL;
  }
}
