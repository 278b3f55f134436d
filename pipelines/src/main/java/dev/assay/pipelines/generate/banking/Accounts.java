package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts of random customers, and what customer_account_balance must make of them. */
final class Accounts implements Entity {

  private static final int CUSTOMER = 1;
  private static final int TYPE = 2;
  private static final int BALANCE = 3;
  private static final int MOST_CENTS = 5_000_000;

  private final Customers customers;
  private final Keys keys;
  private final BitSet silver;
  private final BitSet owners = new BitSet();
  private final Sum all = new Sum();
  private final Sum attributed = new Sum();
  private final Sum unattributed = new Sum();

  Accounts(int count, Customers customers) {
    this.keys = new Keys('A', 8, count);
    this.customers = customers;
    this.silver = new BitSet(count);
  }

  Keys keys() {
    return keys;
  }

  /** Whether the account of that index stayed; {@link GeneratedRow#NONE} never does. */
  boolean isSilver(int index) {
    return index >= 0 && silver.get(index);
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.requiredText("account_id"),
        GeneratedColumn.requiredText("customer_id"),
        GeneratedColumn.text("account_type"),
        GeneratedColumn.balance("balance"));
  }

  @Override
  public int count() {
    return keys.count();
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    int customer = random.below(customers.count());
    Object[] values = {
      keys.of(index),
      customers.keys().of(customer),
      random.pick("Checking", "Savings"),
      BigDecimal.valueOf(random.chance(0.01) ? 0 : random.below(MOST_CENTS), 2)
    };
    return new GeneratedRow(index, customer, values);
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return row.with(CUSTOMER, customers.keys().unknown(random)).withParent(GeneratedRow.NONE);
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(CUSTOMER);
  }

  @Override
  public int textColumn() {
    return TYPE;
  }

  @Override
  public int accept(GeneratedRow row) {
    long cents = row.units(BALANCE, 2);
    boolean isOwned = customers.isSilver(row.parent());
    silver.set(row.index());
    all.add(cents);
    (isOwned ? attributed : unattributed).add(cents);
    if (isOwned) {
      owners.set(row.parent());
    }
    return isOwned ? 0 : 1;
  }

  String totalBalance() {
    return all.getAmount();
  }

  GoldAnswers customerAccountBalance() {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("account_count", attributed.getRows());
    totals.put("total_balance", attributed.getAmount());
    return new GoldAnswers(
        owners.cardinality(), totals, Map.of("accounts_of_unknown_customers", unattributed));
  }
}
