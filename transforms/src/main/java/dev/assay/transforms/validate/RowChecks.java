package dev.assay.transforms.validate;

import dev.assay.schemas.CelRule;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.RowRule;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import java.util.List;

/** The rules over several fields of a row. */
final class RowChecks {
  private final List<RowRule> rules;
  private final List<CelRule> compiled;
  private final List<SumCheck> sums;
  private final RowCursor cursor;

  private RowChecks(
      List<RowRule> rules, List<CelRule> compiled, List<SumCheck> sums, RowCursor cursor) {
    this.rules = rules;
    this.compiled = compiled;
    this.sums = sums;
    this.cursor = cursor;
  }

  static RowChecks of(Dataset dataset, Columns columns) {
    List<RowRule> rules = dataset.rules();
    return new RowChecks(
        rules,
        rules.stream().map(rule -> CelRule.compile(rule, dataset.fields())).toList(),
        SumCheck.of(dataset, columns),
        new RowCursor(columns));
  }

  void check(RowEncoder row, Findings findings) {
    if (rules.isEmpty() && sums.isEmpty()) {
      return;
    }
    cursor.moveTo(row.bytes(), 0);
    sums.forEach(sum -> sum.check(cursor, findings));
    for (int i = 0; i < rules.size(); i++) {
      RowRule rule = rules.get(i);
      if (!compiled.get(i).holds(name -> cursor.valueAt(cursor.columns().indexOf(name)))) {
        findings.add(Violation.of(rule.id(), null, rule.message(), null), rule.outcome());
      }
    }
  }
}
