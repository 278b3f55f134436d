package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payments to random loans in order of time, and what customer_loan_position must make of them. */
final class LoanPayments implements Entity {

  private static final int LOAN = 1;
  private static final int AMOUNT = 3;
  private static final int MOST_CENTS = 1_200_000;
  private static final double SHARE_WITHOUT_DATE = 0.005;

  private final Loans loans;
  private final Keys keys;
  private final Sum all = new Sum();
  private final Sum ofUnknownLoans = new Sum();
  private final Sum ofUnknownCustomers = new Sum();

  LoanPayments(int count, Loans loans) {
    this.keys = new Keys('P', 8, count);
    this.loans = loans;
  }

  @Override
  public String name() {
    return "loan_payments";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.requiredText("payment_id"),
        GeneratedColumn.requiredText("loan_id"),
        GeneratedColumn.date("payment_date"),
        GeneratedColumn.positiveAmount("payment_amount"));
  }

  @Override
  public int count() {
    return keys.count();
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    int loan = random.below(loans.count());
    Object[] values = {
      keys.of(index),
      loans.keys().of(loan),
      random.chance(SHARE_WITHOUT_DATE) ? null : Period.around(random, index, count()),
      BigDecimal.valueOf(1 + random.below(MOST_CENTS), 2)
    };
    return new GeneratedRow(index, loan, values);
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return row.with(LOAN, loans.keys().unknown(random)).withParent(GeneratedRow.NONE);
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(LOAN);
  }

  @Override
  public int textColumn() {
    return GeneratedRow.NONE;
  }

  @Override
  public int accept(GeneratedRow row) {
    int loan = row.parent();
    long cents = row.units(AMOUNT, 2);
    all.add(cents);
    if (!loans.isSilver(loan)) {
      ofUnknownLoans.add(cents);
    } else if (!loans.isAttributed(loan)) {
      ofUnknownCustomers.add(cents);
    } else {
      loans.pay(loan, cents);
    }
    return loans.isSilver(loan) ? 0 : 1;
  }

  String totalPaymentAmount() {
    return all.getAmount();
  }

  GoldAnswers customerLoanPosition() {
    Map<String, Sum> unattributed = new LinkedHashMap<>();
    unattributed.put("loans_of_unknown_customers", loans.unattributed());
    unattributed.put("payments_of_loans_of_unknown_customers", ofUnknownCustomers);
    unattributed.put("payments_of_unknown_loans", ofUnknownLoans);
    LoanPositions positions = loans.positions();
    return new GoldAnswers(positions.customers(), positions.totals(), unattributed);
  }
}
