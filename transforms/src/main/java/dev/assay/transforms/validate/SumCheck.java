package dev.assay.transforms.validate;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.transforms.rows.RowCursor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a field against the sum over a list of its row: added up exactly, then rounded half up to
 * the field's scale. An element that lacks a factor adds nothing. Nothing is broken where the field
 * or the list is null.
 */
final class SumCheck {
  private final Field field;
  private final FieldRule rule;
  private final int value;
  private final int list;
  private final int[] factors;
  private final BigDecimal tolerance;

  private SumCheck(Field field, FieldRule rule, Columns columns) {
    this.field = field;
    this.rule = rule;
    this.value = columns.indexOf(field.name());
    String name = rule.sum().list();
    this.list = columns.indexOf(name);
    Columns elements = columns.get(list).type().elements();
    this.factors =
        rule.sum().factors().stream()
            .mapToInt(factor -> elements.indexOf(factor.substring(name.length() + 1)))
            .toArray();
    this.tolerance = new BigDecimal(rule.bound());
  }

  /** The sums that a dataset's contract speaks of, for rows encoded with these columns. */
  static List<SumCheck> of(Dataset dataset, Columns columns) {
    List<SumCheck> sums = new ArrayList<>();
    for (Field field : dataset.fields()) {
      field.rules().stream()
          .filter(rule -> rule.kind() == FieldRule.Kind.SUM_OF)
          .forEach(rule -> sums.add(new SumCheck(field, rule, columns)));
    }
    return sums;
  }

  void check(RowCursor row, Findings findings) {
    if (row.isNull(value) || row.isNull(list)) {
      return;
    }
    BigDecimal told = row.decimalAt(value);
    BigDecimal sum = sum(row).setScale(field.type().scale(), RoundingMode.HALF_UP);
    if (told.subtract(sum).abs().compareTo(tolerance) > 0) {
      String message = "differs from the sum of " + rule.sum() + " by more than " + rule.bound();
      findings.add(field, rule, message, told.toPlainString());
    }
  }

  private BigDecimal sum(RowCursor row) {
    BigDecimal sum = BigDecimal.ZERO;
    RowCursor element = row.elements(list);
    while (element.next()) {
      sum = sum.add(product(element));
    }
    return sum;
  }

  private BigDecimal product(RowCursor element) {
    BigDecimal product = BigDecimal.ONE;
    for (int factor : factors) {
      if (element.isNull(factor)) {
        return BigDecimal.ZERO;
      }
      product = product.multiply(element.decimalAt(factor));
    }
    return product;
  }
}
