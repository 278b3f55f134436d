package dev.assay.transforms.batch;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The rows of some datasets, by name: what gold is computed from.
 *
 * <p>A computation asks for the columns it needs. What the contract lacks is noted and thrown by
 * {@link #check}, all of it at once and before anything runs.
 */
public final class Datasets implements PInput, POutput {
  private final Pipeline pipeline;
  private final String source;
  private final Map<String, Rows<Row>> rows;
  private final List<String> problems;

  private Datasets(
      Pipeline pipeline, String source, Map<String, Rows<Row>> rows, List<String> problems) {
    this.pipeline = pipeline;
    this.source = source;
    this.rows = rows;
    this.problems = problems;
  }

  /**
   * No datasets yet.
   *
   * @param source what they are described by, for messages: the path of a contract
   */
  public static Datasets in(Pipeline pipeline, String source) {
    return new Datasets(pipeline, source, Map.of(), new ArrayList<>());
  }

  /** These datasets and another one. */
  public Datasets with(String name, Rows<Row> dataset) {
    Map<String, Rows<Row>> more = new LinkedHashMap<>(rows);
    more.put(name, dataset);
    return new Datasets(pipeline, source, more, problems);
  }

  /** Whether a dataset of that name is there. */
  boolean has(String name) {
    return rows.containsKey(name);
  }

  /** All columns of a dataset that is there. */
  public Rows<Row> rows(String dataset) {
    return rows.get(dataset);
  }

  /** The columns of a dataset that a table is computed from. */
  public Rows<Row> rows(TableDefinition<?> table, String dataset, Need... needs) {
    boolean isSound = true;
    for (Need need : needs) {
      isSound &= check(table.name(), dataset, need);
    }
    return isSound
        ? Rows.select(rows.get(dataset), Stream.of(needs).map(Need::column).toList())
        : placeholder(needs);
  }

  private boolean check(String table, String dataset, Need need) {
    Columns columns =
        rows.containsKey(dataset) ? rows.get(dataset).columns() : Columns.of(List.of());
    return check(table + " needs " + dataset + ".", columns, need);
  }

  private boolean check(String needs, Columns columns, Need need) {
    String what = needs + need.column();
    String kind = need.kind().name().toLowerCase(Locale.ROOT);
    if (!columns.contains(need.column())) {
      problems.add(what + " (" + kind + "), which " + source + " lacks");
      return false;
    }
    Column column = columns.get(columns.indexOf(need.column()));
    if (column.type().kind() != need.kind()) {
      problems.add(what + " to be " + kind + "; in " + source + " it is " + column.type());
      return false;
    }
    if (column.nullable() && !need.nullable()) {
      problems.add(what + " in every row; in " + source + " it is not required");
      return false;
    }
    boolean isSound = true;
    for (Need member : need.members()) {
      isSound &= check(what + ".", column.type().elements(), member);
    }
    return isSound;
  }

  /** Lets the rest of the graph be built, so that all problems are found; it never runs. */
  private Rows<Row> placeholder(Need... needs) {
    Columns empty = Columns.of(Stream.of(needs).map(Need::example).toList());
    return Rows.of(
        empty,
        pipeline.apply(
            "Lacking" + problems.size() + "-" + empty.size(),
            org.apache.beam.sdk.transforms.Create.empty(
                org.apache.beam.sdk.coders.RowCoder.of(empty.toSchema()))));
  }

  /**
   * Makes sure that everything asked for is there.
   *
   * @throws RequestException with all that is not
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }

  public <OutputT extends POutput> OutputT apply(
      String name, PTransform<? super Datasets, OutputT> transform) {
    return Pipeline.applyTransform(name, this, transform);
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> values = new LinkedHashMap<>();
    rows.forEach((name, dataset) -> values.put(new TupleTag<>(name), dataset.blocks()));
    return values;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
