package dev.assay.transforms.check;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Reference;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.check.ContractEffect.ByRule;
import dev.assay.transforms.check.ContractEffect.Sample;
import dev.assay.transforms.read.WholeFile;
import dev.assay.transforms.validate.HoldTexts.Verdict;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;

/**
 * What the rows of two contracts are to each other: which would have a key that another one has,
 * and which would refer to nothing, under a contract that is to be adopted, and were not so before.
 * Where a lake says what became of its rows, it is believed; otherwise today's contract says.
 *
 * <p>Which row of a key is kept depends on what the rows hold. Here it is one that was kept before,
 * or else the first: how many give way is the same.
 */
public final class Relations implements AutoCloseable {
  /** Records told of one rule. */
  private static final int SAMPLES = 5;

  /** In no text that somebody types. */
  private static final String BETWEEN = "\u001f";

  private final SpillingTables tables;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();

  /** Whose rows they are. */
  public enum Side {
    /** Of today's contract. */
    NOW,
    /** Of the one that is to be adopted. */
    THEN
  }

  private Relations(SpillingTables tables) {
    this.tables = tables;
  }

  /** No rows yet. */
  public static Relations empty() throws IOException {
    SpillingTables tables = SpillingTables.open();
    tables.execute(
        "CREATE TABLE keys (side VARCHAR, dataset VARCHAR, path VARCHAR, file VARCHAR, line BIGINT,"
            + " key VARCHAR)",
        "CREATE TABLE refs (side VARCHAR, dataset VARCHAR, path VARCHAR, file VARCHAR, line BIGINT,"
            + " rule VARCHAR, target VARCHAR, value VARCHAR)",
        "CREATE TABLE targets (side VARCHAR, target VARCHAR, value VARCHAR)",
        "CREATE TABLE known (dataset VARCHAR, path VARCHAR, line BIGINT, rule VARCHAR)");
    return new Relations(tables);
  }

  /**
   * A row that a lake lists as one whose key another one has.
   *
   * @param path where its file lies: several of a feed may have one name
   */
  public void addDuplicate(Lines.Duplicate lost, String path) throws IOException {
    tables.append("known", lost.dataset(), path, lost.line(), KEY);
  }

  /** A row that a lake lists as one that breaks a rule, such as to refer to nothing; likewise. */
  public void addWarned(Lines.Warned warned, String path) throws IOException {
    tables.append("known", warned.dataset(), path, warned.line(), warned.rule());
  }

  /** The rule that a row breaks whose key another one has. */
  private static final String KEY = "key";

  /**
   * Adds a row.
   *
   * @param file with its dataset as the contract of that side has it
   * @param others all datasets of that contract, which may refer to the row
   */
  void add(Side side, WholeFile file, List<Dataset> others, Verdict verdict) throws IOException {
    Dataset dataset = file.dataset();
    String path = file.metadata().resourceId().toString();
    Row row = Objects.requireNonNull(verdict.row());
    long line = verdict.line();
    if (side == Side.THEN) {
      datasets.put(dataset.name(), dataset);
    }
    Optional<String> key = text(row, dataset.key());
    if (key.isPresent()) {
      tables.append("keys", side.name(), dataset.name(), path, file.name(), line, key.get());
    }
    for (Reference reference : dataset.references()) {
      Optional<String> value = text(row, reference.fields());
      if (value.isPresent() && !dataset.isIncremental()) {
        String target = target(reference.dataset(), reference.targets());
        tables.append(
            "refs",
            side.name(),
            dataset.name(),
            path,
            file.name(),
            line,
            reference.id(),
            target,
            value.get());
      }
    }
    for (List<String> fields : referredTo(dataset, others)) {
      Optional<String> value = text(row, fields);
      if (value.isPresent()) {
        tables.append("targets", side.name(), target(dataset.name(), fields), value.get());
      }
    }
  }

  private static List<List<String>> referredTo(Dataset dataset, List<Dataset> others) {
    return others.stream()
        .flatMap(other -> other.references().stream())
        .filter(reference -> reference.dataset().equals(dataset.name()))
        .map(Reference::targets)
        .distinct()
        .toList();
  }

  private static String target(String dataset, List<String> fields) {
    return dataset + "." + String.join(", ", fields);
  }

  /** Values of a row as one text; empty if there are none, or one of them is null. */
  private static Optional<String> text(Row row, List<String> fields) {
    List<String> texts = new ArrayList<>();
    for (String field : fields) {
      Object value = row.getValue(field);
      if (value == null) {
        return Optional.empty();
      }
      texts.add(value.toString());
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(BETWEEN, texts));
  }

  /**
   * What became of rows, and what would.
   *
   * @param duplicates rows that would give way to another one with their key, and did not
   * @param orphans rows that would refer to nothing, and did not, by reference
   */
  public record Effect(List<ByRule> duplicates, List<ByRule> orphans) {}

  /** Compares the two sides, once all rows are there. */
  public Effect compare() throws IOException {
    tables.flush();
    tables.execute(
        "INSERT INTO known SELECT dataset, path, line, '" + KEY + "' FROM (" + lost(Side.NOW) + ")",
        "INSERT INTO known SELECT dataset, path, line, rule FROM (" + orphans(Side.NOW) + ")");
    return new Effect(
        told(
            "SELECT n.dataset, '"
                + KEY
                + "' AS rule, n.path, n.file, n.line, n.key AS value,"
                + " 'has the key of ' || n.kept_file || ':' || n.kept_line AS message FROM ("
                + lost(Side.THEN)
                + ") AS n ANTI JOIN (SELECT * FROM known WHERE rule = '"
                + KEY
                + "') AS k USING (dataset, path, line)"),
        told(
            "SELECT n.dataset, n.rule, n.path, n.file, n.line, n.value,"
                + " 'refers to no ' || n.target AS message FROM ("
                + orphans(Side.THEN)
                + ") AS n ANTI JOIN known AS k USING (dataset, path, line, rule)"));
  }

  /** Rows that give way, each with the one that is kept in its place. */
  private static String lost(Side side) {
    return """
    SELECT * FROM (
      SELECT *, row_number() OVER same AS place, first(file) OVER same AS kept_file,
        first(line) OVER same AS kept_line
      FROM (
        SELECT r.*, r.rowid AS seq, EXISTS (
          FROM known WHERE known.rule = 'key' AND known.dataset = r.dataset
            AND known.path = r.path AND known.line = r.line) AS was_lost
        FROM keys AS r WHERE side = '%s')
      WINDOW same AS (PARTITION BY dataset, key ORDER BY was_lost, seq))
    WHERE place > 1\
    """
        .formatted(side);
  }

  /** Rows that refer to nothing; one that gives way refers to nothing, and is missed by nobody. */
  private static String orphans(Side side) {
    return """
    SELECT * FROM refs ANTI JOIN targets
      ON targets.side = refs.side AND targets.target = refs.target AND targets.value = refs.value
      ANTI JOIN (%s) AS lost
      ON lost.dataset = refs.dataset AND lost.path = refs.path AND lost.line = refs.line
    WHERE refs.side = '%s'\
    """
        .formatted(lost(side), side);
  }

  /** Counts of a relation by dataset and rule, with the first of its rows. */
  private List<ByRule> told(String relation) throws IOException {
    List<ByRule> told = new ArrayList<>();
    for (Map<String, String> count :
        tables.query(
            "SELECT dataset, rule, count(*) AS n FROM ("
                + relation
                + ") GROUP BY ALL ORDER BY ALL")) {
      String dataset = count.get("dataset");
      String rule = count.get("rule");
      List<Sample> samples = new ArrayList<>();
      for (Map<String, String> row :
          tables.query(
              "SELECT * FROM ("
                  + relation
                  + ") WHERE dataset = ? AND rule = ? ORDER BY file, path, line LIMIT "
                  + SAMPLES,
              dataset,
              rule)) {
        samples.add(
            new Sample(
                row.get("file") + ":" + row.get("line"),
                row.get("message"),
                value(datasets.get(dataset), rule, row.get("value"))));
      }
      told.add(new ByRule(dataset, rule, Long.parseLong(count.get("n")), List.copyOf(samples)));
    }
    return Collections.unmodifiableList(told);
  }

  private static String value(Dataset dataset, String rule, String text) {
    List<String> fields =
        dataset.references().stream()
            .filter(reference -> reference.id().equals(rule))
            .map(Reference::fields)
            .findFirst()
            .orElse(dataset.key());
    boolean isPublic =
        dataset.fields().stream()
            .filter(field -> fields.contains(field.name()))
            .allMatch(Field::isPublic);
    return isPublic ? text.replace(BETWEEN, ",") : Violation.MASK;
  }

  @Override
  public void close() throws IOException {
    tables.close();
  }
}
