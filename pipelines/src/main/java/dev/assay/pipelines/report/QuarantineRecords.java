package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.TEXT;

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

  /** The same for dashboards made elsewhere; the page draws it in a way of its own. */
  static Section section() {
    return new Section(
        "quarantine",
        "Quarantine",
        "What was refused, by the rules that it broke.",
        "quarantine",
        List.of(rules(), records()));
  }

  private static Chart rules() {
    return Chart.of(Mark.TABLE, "rules", "Rules that records in quarantine broke")
        .per("rule of a dataset")
        .note("Of all batches; the " + RULES + " that most broke. A record counts under each.")
        .column("Pipeline", TEXT)
        .column("Dataset", TEXT)
        .column("Rule", TEXT)
        .column("Records", COUNT)
        .sql(COUNTS);
  }

  private static Chart records() {
    return Chart.of(Mark.TABLE, "records", "Records behind each rule")
        .per("rule that a record broke, of those shown for one rule")
        .note("The " + SAMPLES + " latest records of each rule. Classified values are masked: ***.")
        .column("Pipeline", TEXT)
        .column("Dataset", TEXT)
        .column("Shown for rule", TEXT)
        .column("Place among them", COUNT)
        .column("Batch", TEXT)
        .column("File", TEXT)
        .column("Line", COUNT)
        .column("Record, masked", TEXT)
        .column("Rule broken", TEXT)
        .column("Message", TEXT)
        .column("Value at fault", TEXT)
        .nullIf("it is classified, or the rule is about the record as a whole")
        .sql(SAMPLED);
  }

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
