package dev.assay.schemas.banking;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import java.math.BigDecimal;

/** How a bank writes whether a transaction brings money in or takes it out. */
public enum Direction {
  /** By its type: {@code deposit} or {@code withdrawal}; amounts are positive. */
  BY_TYPE,
  /** By the sign of its amount: withdrawals are negative. */
  BY_SIGN;

  /** By the sign if the contract allows negative amounts, else by the type. */
  public static Direction of(Contract contract) {
    boolean isPositive =
        contract
            .find("transactions")
            .flatMap(transactions -> transactions.find("transaction_amount"))
            .map(Direction::isPositive)
            .orElse(true);
    return isPositive ? BY_TYPE : BY_SIGN;
  }

  private static boolean isPositive(Field amount) {
    return amount.rules().stream()
        .filter(
            rule ->
                rule.kind() == FieldRule.Kind.MINIMUM
                    || rule.kind() == FieldRule.Kind.EXCLUSIVE_MINIMUM)
        .anyMatch(rule -> new BigDecimal(rule.bound()).signum() >= 0);
  }
}
