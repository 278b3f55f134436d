package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import java.util.List;

/** Changes of points, told apart by account and time together. */
final class LoyaltyTransactions implements Entity {
  private static final int ACCOUNT = 0;
  private static final int REASON = 3;

  private final int count;
  private final LoyaltyAccounts accounts;

  LoyaltyTransactions(int count, LoyaltyAccounts accounts) {
    this.count = count;
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "LoyaltyTransactions";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.key("loyalty_id").headed("LoyaltyID"),
        GeneratedColumn.time("date_time").headed("DateTime").mandatory(),
        GeneratedColumn.wholeNumber("points_change").headed("PointsChange"),
        GeneratedColumn.text("reason").headed("Reason"));
  }

  @Override
  public int keyColumns() {
    return 2;
  }

  @Override
  public int count() {
    return count;
  }

  /** Each has a second of its own, so that no two have one key. */
  @Override
  public GeneratedRow row(int index, RandomStream random) {
    Object[] values = {
      1 + random.below(accounts.count()),
      Period.time(index, count),
      random.chance(0.02) ? null : Integer.valueOf(random.between(-200, 500)),
      random.pick("Promotion", "Purchase", "Redeemed, in store", "Referral", null)
    };
    return new GeneratedRow(index, GeneratedRow.NONE, values);
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return row.with(ACCOUNT, accounts.count() + 1 + random.below(100));
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(ACCOUNT);
  }

  @Override
  public int textColumn() {
    return REASON;
  }

  @Override
  public boolean isRewritten() {
    return true;
  }

  @Override
  public int accept(GeneratedRow row) {
    return accounts.isSilver(row.key(ACCOUNT)) ? 0 : 1;
  }
}
