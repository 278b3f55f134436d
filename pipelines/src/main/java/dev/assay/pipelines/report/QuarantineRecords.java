package dev.assay.pipelines.report;

import dev.assay.pipelines.report.BrokenRule.Sample;
import dev.assay.pipelines.report.BrokenRule.Violated;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The records behind each rule: how many, and some of them whole. */
final class QuarantineRecords {
  /** Rules that are told, those that most records broke. */
  static final int RULES = 40;

  /** Records that are shown of each. */
  static final int SAMPLES = 5;

  /** Characters of a record that are shown. */
  static final int LENGTH = 600;

  private static final String COUNTS =
      """
      SELECT q.pipeline, q.dataset, broken_rule, COUNT(*) AS records
      FROM {audit}.quarantine q, {each q.rules broken_rule}
      GROUP BY q.pipeline, q.dataset, broken_rule
      ORDER BY records DESC, q.pipeline, q.dataset, broken_rule LIMIT %d\
      """
          .formatted(RULES);

  /** One row per violation of a sampled record, in the order of the record's violations. */
  private static final String SAMPLED =
      """
      WITH counts AS (%s),
      numbered AS (
        SELECT batch, pipeline, MAX(log_number) AS log_number
        FROM {audit}.load_audit GROUP BY batch, pipeline),
      ranked AS (
        SELECT q.pipeline, q.batch, q.dataset, q.file, q.line, q.masked, q.violations,
          broken_rule, ROW_NUMBER() OVER (
            PARTITION BY q.pipeline, q.dataset, broken_rule
            ORDER BY n.log_number DESC, q.file, q.line) AS place
        FROM {audit}.quarantine q
        JOIN numbered n ON n.batch = q.batch AND n.pipeline = q.pipeline,
        {each q.rules broken_rule})
      SELECT r.pipeline, r.dataset, r.broken_rule, r.place, r.batch, r.file, r.line,
        SUBSTR(r.masked, 1, %d), violated.rule, violated.message, violated.value
      FROM ranked r
      JOIN counts c ON c.pipeline = r.pipeline AND c.dataset = r.dataset
        AND c.broken_rule = r.broken_rule,
      {each r.violations violated}
      WHERE r.place <= %d
      ORDER BY r.pipeline, r.dataset, r.broken_rule, r.place, violated.rule\
      """
          .formatted(COUNTS, LENGTH + 1, SAMPLES);

  private QuarantineRecords() {}

  /** The rules that most records broke, those first. */
  static List<BrokenRule> read(Question warehouse) {
    Map<List<?>, List<Sample>> samples = new LinkedHashMap<>();
    for (List<@Nullable Object> row : warehouse.ask(SAMPLED)) {
      add(row, samples.computeIfAbsent(row.subList(0, 3), rule -> new ArrayList<>()));
    }
    List<List<@Nullable Object>> counts = warehouse.ask(COUNTS);
    return counts.stream()
        .map(
            row ->
                new BrokenRule(
                    text(row, 0),
                    text(row, 1),
                    text(row, 2),
                    Unit.COUNT.text(row.get(3)),
                    share(row, counts.get(0)),
                    samples.getOrDefault(row.subList(0, 3), List.of())))
        .toList();
  }

  /** The rows of one record follow each other; {@code place} tells one from the next. */
  private static void add(List<@Nullable Object> row, List<Sample> samples) {
    int place = ((BigDecimal) row.get(3)).intValueExact();
    if (samples.size() < place) {
      samples.add(
          new Sample(
              text(row, 4),
              text(row, 5),
              text(row, 6),
              shortened(text(row, 7)),
              new ArrayList<>()));
    }
    samples
        .get(place - 1)
        .violations()
        .add(new Violated(text(row, 8), text(row, 9), text(row, 10)));
  }

  private static String shortened(String raw) {
    return raw.length() > LENGTH ? raw.substring(0, LENGTH) + " …" : raw;
  }

  private static String text(List<@Nullable Object> row, int column) {
    Object value = row.get(column);
    return value == null ? "" : value.toString();
  }

  private static String share(List<@Nullable Object> row, List<@Nullable Object> greatest) {
    return ((BigDecimal) row.get(3))
        .divide((BigDecimal) greatest.get(3), 4, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
