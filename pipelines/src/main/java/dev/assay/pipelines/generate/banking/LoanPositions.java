package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums over the loans of known customers: what customer_loan_position must add up to. */
final class LoanPositions {

  /** A rate has four decimals and an average nine: this many more digits before dividing. */
  private static final int MORE_DIGITS = 5;

  private final long[] centsOf;
  private final BigDecimal[] weightedOf;
  private long loans;
  private long cents;
  private long paidCents;
  private long outstandingCents;

  LoanPositions(int customers) {
    this.centsOf = new long[customers];
    this.weightedOf = new BigDecimal[customers];
  }

  /** One loan: its amount and payments in cents, its rate in ten-thousandths of a percent. */
  void add(int customer, long loanCents, long rate, long loanPaidCents) {
    BigDecimal weighted = BigDecimal.valueOf(loanCents).multiply(BigDecimal.valueOf(rate));
    BigDecimal before = weightedOf[customer];
    weightedOf[customer] = before == null ? weighted : before.add(weighted);
    centsOf[customer] += loanCents;
    loans++;
    cents += loanCents;
    paidCents += loanPaidCents;
    outstandingCents += Math.max(0, loanCents - loanPaidCents);
  }

  long customers() {
    long known = 0;
    for (BigDecimal weighted : weightedOf) {
      known += weighted == null ? 0 : 1;
    }
    return known;
  }

  Map<String, Object> totals() {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("loan_count", loans);
    totals.put("total_loan_amount", Sum.amount(cents));
    totals.put("total_paid", Sum.amount(paidCents));
    totals.put("outstanding", Sum.amount(outstandingCents));
    totals.put("average_interest_rate", sumOfAverageRates().toPlainString());
    return totals;
  }

  /** The averages, each rounded to nine decimals and then summed: a check of all, of no meaning. */
  private BigDecimal sumOfAverageRates() {
    BigDecimal sum = BigDecimal.ZERO.setScale(9);
    for (int customer = 0; customer < weightedOf.length; customer++) {
      if (weightedOf[customer] != null) {
        BigDecimal average =
            weightedOf[customer]
                .movePointRight(MORE_DIGITS)
                .divide(BigDecimal.valueOf(centsOf[customer]), 0, RoundingMode.HALF_UP);
        sum = sum.add(average.movePointLeft(9));
      }
    }
    return sum;
  }
}
