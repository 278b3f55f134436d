package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Loans of random customers, and what was paid back of each. */
final class Loans implements Entity {

  private static final int CUSTOMER = 1;
  private static final int AMOUNT = 2;
  private static final int RATE = 3;
  private static final int MOST_EUROS = 50_000;

  private final Customers customers;
  private final Keys keys;
  private final BitSet silver;
  private final int[] owner;
  private final long[] cents;
  private final long[] rate;
  private final long[] paidCents;
  private final Sum all = new Sum();
  private final Sum unattributed = new Sum();

  Loans(int count, Customers customers) {
    this.keys = new Keys('L', 7, count);
    this.customers = customers;
    this.silver = new BitSet(count);
    this.owner = new int[count];
    this.cents = new long[count];
    this.rate = new long[count];
    this.paidCents = new long[count];
    Arrays.fill(owner, GeneratedRow.NONE);
  }

  Keys keys() {
    return keys;
  }

  /** Whether the loan of that index stayed; {@link GeneratedRow#NONE} never does. */
  boolean isSilver(int index) {
    return index >= 0 && silver.get(index);
  }

  /** Whether the loan of that index stayed, and its customer too. */
  boolean isAttributed(int index) {
    return index >= 0 && owner[index] != GeneratedRow.NONE;
  }

  void pay(int index, long morePaidCents) {
    paidCents[index] += morePaidCents;
  }

  @Override
  public String name() {
    return "loans";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.requiredText("loan_id"),
        GeneratedColumn.requiredText("customer_id"),
        GeneratedColumn.positiveAmount("loan_amount"),
        GeneratedColumn.positiveRate("interest_rate"),
        GeneratedColumn.wholeNumber("loan_term"));
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
      BigDecimal.valueOf(random.between(500, MOST_EUROS) * 100L + random.pick(0, 0, 50, 99), 2),
      random.chance(0.1)
          ? BigDecimal.valueOf(random.between(10_000, 150_000), 4)
          : BigDecimal.valueOf(random.between(100, 1_500), 2),
      random.chance(0.02) ? null : Integer.valueOf(random.between(1, 30) * 12)
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
    return GeneratedRow.NONE;
  }

  @Override
  public int accept(GeneratedRow row) {
    int loan = row.index();
    cents[loan] = row.units(AMOUNT, 2);
    rate[loan] = row.units(RATE, 4);
    silver.set(loan);
    all.add(cents[loan]);
    boolean isOwned = customers.isSilver(row.parent());
    if (isOwned) {
      owner[loan] = row.parent();
    } else {
      unattributed.add(cents[loan]);
    }
    return isOwned ? 0 : 1;
  }

  String totalLoanAmount() {
    return all.getAmount();
  }

  Sum unattributed() {
    return unattributed;
  }

  /** What the customers of silver owe, once all payments are in. */
  LoanPositions positions() {
    LoanPositions positions = new LoanPositions(customers.count());
    for (int loan = 0; loan < owner.length; loan++) {
      if (owner[loan] != GeneratedRow.NONE) {
        positions.add(owner[loan], cents[loan], rate[loan], paidCents[loan]);
      }
    }
    return positions;
  }
}
