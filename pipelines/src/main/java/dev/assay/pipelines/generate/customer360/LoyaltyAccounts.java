package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Accounts in the loyalty programme; a customer may have none, one or several. */
final class LoyaltyAccounts implements Entity {
  private static final int CUSTOMER = 1;
  private static final int POINTS = 2;
  private static final int TIER = 3;

  private final int count;
  private final MasterFile customers;
  private final ShopperBooks shoppers;
  private final BitSet silver;
  private long points;

  LoyaltyAccounts(int count, MasterFile customers, ShopperBooks shoppers) {
    this.count = count;
    this.customers = customers;
    this.shoppers = shoppers;
    this.silver = new BitSet(count);
  }

  boolean isSilver(int id) {
    return id >= 1 && id <= count && silver.get(id - 1);
  }

  @Override
  public String name() {
    return "LoyaltyAccounts";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.key("loyalty_id").headed("LoyaltyID"),
        GeneratedColumn.key("customer_id").headed("CustomerID"),
        GeneratedColumn.wholeNumber("points_earned").headed("PointsEarned"),
        GeneratedColumn.words("tier_level", Map.of("Bronze", "Gold", "Gold", "Bronze"))
            .headed("TierLevel"),
        GeneratedColumn.date("join_date").headed("JoinDate"));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    Object[] values = {
      index + 1,
      customers.any(random),
      random.chance(0.02) ? null : Integer.valueOf(random.below(5_000)),
      random.chance(0.02)
          ? random.pick(null, "Diamond")
          : random.pick("Bronze", "Silver", "Gold", "Platinum"),
      random.chance(0.01) ? null : Period.around(random, index, count)
    };
    return new GeneratedRow(index, GeneratedRow.NONE, values);
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return row.with(CUSTOMER, customers.unknown(random));
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(CUSTOMER);
  }

  @Override
  public int textColumn() {
    return TIER;
  }

  @Override
  public boolean isRewritten() {
    return true;
  }

  @Override
  public int accept(GeneratedRow row) {
    int customer = row.key(CUSTOMER);
    silver.set(row.index());
    points += row.number(POINTS) == null ? 0 : row.number(POINTS);
    shoppers.join(customer, row.text(TIER), row.number(POINTS));
    return customers.isSilver(customer) ? 0 : 1;
  }

  long points() {
    return points;
  }
}
