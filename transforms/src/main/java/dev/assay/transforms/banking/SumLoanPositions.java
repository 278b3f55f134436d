package dev.assay.transforms.banking;

import static dev.assay.schemas.banking.BankingTables.CUSTOMER_LOAN_POSITION;
import static dev.assay.schemas.banking.BankingTables.LOAN_POSITION;
import static dev.assay.transforms.batch.Need.date;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.schemas.banking.CustomerLoanPosition;
import dev.assay.schemas.banking.LoanPosition;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Sums each customer's loans and the payments to them: one row per customer with a loan. What is
 * still owed is max(0, amount − paid) of each loan, summed: what was paid too much on one loan does
 * not pay another. Interest rates, in percent a year, are averaged over the amounts of the loans,
 * to nine decimals, half up.
 *
 * <p>Payments to loans that are not in {@code loans}, and loans of customers who are not in {@code
 * customers} with their payments, are unattributed.
 *
 * <p>Needs {@code customers} (customer_id, first_name, last_name), {@code loans} (loan_id,
 * customer_id, loan_amount, interest_rate) and {@code loan_payments} (loan_id, payment_amount,
 * payment_date or null).
 */
public final class SumLoanPositions extends PTransform<Datasets, Rows<CustomerLoanPosition>> {

  private static final Group.Input<Row> CUSTOMERS = Group.Input.rows("Customers");
  private static final Group.Input<Row> LOANS = Group.Input.rows("Loans");
  private static final Group.Input<Row> PAYMENTS = Group.Input.rows("Payments");
  private static final Group.Input<LoanPosition> POSITIONS = Group.Input.of("Positions");

  private SumLoanPositions() {}

  public static SumLoanPositions create() {
    return new SumLoanPositions();
  }

  @Override
  public Rows<CustomerLoanPosition> expand(Datasets bank) {
    return bank.apply("PerLoan", new SumPayments()).apply("PerCustomer", new SumLoans(bank));
  }

  private static final class SumPayments extends PTransform<Datasets, Rows<LoanPosition>> {
    @Override
    public Rows<LoanPosition> expand(Datasets bank) {
      return PerKey.of("loan_id")
          .with(
              LOANS,
              bank.rows(
                  CUSTOMER_LOAN_POSITION,
                  "loans",
                  string("loan_id"),
                  string("customer_id"),
                  decimal("loan_amount"),
                  decimal("interest_rate")))
          .with(
              PAYMENTS,
              bank.rows(
                  CUSTOMER_LOAN_POSITION,
                  "loan_payments",
                  string("loan_id"),
                  decimal("payment_amount"),
                  date("payment_date").orNull()))
          .compute(LOAN_POSITION, SumLoanPositions::sumPayments);
    }
  }

  private static final class SumLoans
      extends PTransform<Rows<LoanPosition>, Rows<CustomerLoanPosition>> {
    private final Datasets bank;

    SumLoans(Datasets bank) {
      this.bank = bank;
    }

    @Override
    public Rows<CustomerLoanPosition> expand(Rows<LoanPosition> positions) {
      return PerKey.of("customer_id")
          .with(
              CUSTOMERS,
              bank.rows(
                  CUSTOMER_LOAN_POSITION,
                  "customers",
                  string("customer_id"),
                  string("first_name"),
                  string("last_name")))
          .with(POSITIONS, positions)
          .compute(CUSTOMER_LOAN_POSITION, SumLoanPositions::sumLoans);
    }
  }

  static void sumPayments(Group group, Results<LoanPosition> results) {
    long count = 0;
    BigDecimal paid = BigDecimal.ZERO;
    LocalDate last = null;
    for (Row payment : group.rows(PAYMENTS)) {
      count++;
      paid = paid.add(payment.getDecimal("payment_amount"));
      last = later(last, payment.getLogicalTypeValue("payment_date", LocalDate.class));
    }
    Optional<Row> loan = group.row(LOANS);
    if (loan.isPresent()) {
      results.output(
          LoanPosition.of(
              loan.get().getString("customer_id"),
              loan.get().getDecimal("loan_amount"),
              loan.get().getDecimal("interest_rate"),
              paid,
              count,
              last == null ? null : Days.toInstant(last)));
    } else {
      results.unattributed("total_paid", "loan not in loans", count, paid);
    }
  }

  private static @Nullable LocalDate later(@Nullable LocalDate a, @Nullable LocalDate b) {
    return a == null || b != null && b.isAfter(a) ? b : a;
  }

  static void sumLoans(Group group, Results<CustomerLoanPosition> results) {
    Sum sum = new Sum();
    group.rows(POSITIONS).forEach(sum::add);
    Optional<Row> customer = group.row(CUSTOMERS);
    if (customer.isPresent() && sum.loans > 0) {
      results.output(sum.position(customer.get()));
    } else if (sum.loans > 0) {
      String reason = "customer not in customers";
      results.unattributed("total_loan_amount", reason, sum.loans, sum.amount);
      if (sum.payments > 0) {
        results.unattributed(
            "total_paid", "customer of the loan not in customers", sum.payments, sum.paid);
      }
    }
  }

  /** The loans of one customer, added up. */
  private static final class Sum {
    private long loans;
    private long payments;
    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal paid = BigDecimal.ZERO;
    private BigDecimal outstanding = BigDecimal.ZERO;
    private BigDecimal weightedRate = BigDecimal.ZERO;
    private @Nullable Instant lastPayment;

    void add(LoanPosition loan) {
      loans++;
      payments += loan.getPaymentCount();
      amount = amount.add(loan.getLoanAmount());
      paid = paid.add(loan.getPaid());
      outstanding =
          outstanding.add(loan.getLoanAmount().subtract(loan.getPaid()).max(BigDecimal.ZERO));
      weightedRate = weightedRate.add(loan.getLoanAmount().multiply(loan.getInterestRate()));
      Instant last = loan.getLastPaymentDate();
      if (last != null && (lastPayment == null || last.isAfter(lastPayment))) {
        lastPayment = last;
      }
    }

    private @Nullable BigDecimal averageRate() {
      return amount.signum() == 0 ? null : Averages.average(weightedRate, amount);
    }

    CustomerLoanPosition position(Row customer) {
      return CustomerLoanPosition.builder()
          .setCustomerId(customer.getString("customer_id"))
          .setFirstName(customer.getString("first_name"))
          .setLastName(customer.getString("last_name"))
          .setLoanCount(loans)
          .setTotalLoanAmount(amount)
          .setTotalPaid(paid)
          .setOutstanding(outstanding)
          .setAverageInterestRate(averageRate())
          .setLastPaymentDate(lastPayment)
          .build();
    }
  }
}
