package dev.assay.transforms.batch;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.rows.AppendDay;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Deliveries in silver: their datasets, and what the audit must know of how they came about. What
 * earlier batches left is at hand too, and read when it is asked for.
 */
public final class Ingested implements Foundation, POutput {
  private final Deliveries deliveries;
  private final Past past;
  private final Datasets datasets;
  private final Map<String, Rows<?>> tables = new HashMap<>();
  private PCollectionList<Fact> facts;

  Ingested(Deliveries deliveries, Past past, Datasets datasets, PCollectionList<Fact> facts) {
    this.deliveries = deliveries;
    this.past = past;
    this.datasets = datasets;
    this.facts = facts;
  }

  @Override
  public Datasets datasets() {
    return datasets;
  }

  /** Of an incremental dataset, the rows that came with this batch, and no others of their days. */
  public Rows<Row> fresh(String dataset) {
    return Fresh.of("Fresh " + dataset, datasets.rows(dataset));
  }

  /** A gold table as earlier batches left it, whole; no rows if none published it yet. */
  @Override
  public <T> Rows<T> rows(TableDefinition<T> table) {
    @SuppressWarnings("unchecked") // put there under the name of its definition
    Rows<T> rows = (Rows<T>) tables.computeIfAbsent(table.name(), name -> past.table(table));
    return rows;
  }

  /** All rows of an incremental dataset that earlier batches left. */
  public Datasets past(String dataset) {
    return only(dataset, past.allDays(dataset(dataset)));
  }

  /**
   * The rows, left by earlier batches, of some days of an incremental dataset, of which tables that
   * are cut by day are to be computed anew; the batch is published as one that holds these days.
   *
   * @param days rows whose first column is a day
   */
  public <T> Datasets recompute(String dataset, Rows<T> days) {
    PCollection<Set<Long>> wanted = DaySet.of("Days to recompute of " + dataset, days);
    facts =
        facts.and(
            wanted
                .apply("Recompute " + dataset, ParDo.of(new RecomputeFn(deliveries, dataset)))
                .setCoder(Fact.coder()));
    return only(dataset, past.days(dataset(dataset), wanted));
  }

  /**
   * Every snapshot of a dataset that was published, one a day, and the one of this delivery if it
   * brings one, in place of one of the same day.
   *
   * @param day a column that gets the day of each row's snapshot
   */
  public Datasets snapshots(String dataset, Column day) {
    Columns columns = RowLayout.of(dataset(dataset)).columns();
    PCollectionList<Block> blocks = PCollectionList.of(past.snapshots(dataset(dataset)));
    if (datasets.has(dataset)) {
      blocks =
          blocks.and(
              datasets
                  .rows(dataset)
                  .blocks()
                  .apply("Date " + dataset, ParDo.of(new DateFn(deliveries, columns)))
                  .setCoder(Block.coder()));
    }
    return only(
        dataset,
        Rows.ofBlocks(
            blocks.apply("AllSnapshots " + dataset, Flatten.pCollections()),
            RowType.of(columns.plus(day)),
            past.buckets(Layer.SILVER, dataset)));
  }

  private Dataset dataset(String name) {
    return deliveries.common().contract().dataset(name);
  }

  private Datasets only(String dataset, Rows<Row> rows) {
    return Datasets.in(getPipeline(), deliveries.common().contract().source()).with(dataset, rows);
  }

  @Override
  public PCollectionList<Fact> facts(List<Table> gold) {
    return facts;
  }

  @Override
  public void check() {
    datasets.check();
  }

  /** Computes something from the datasets. */
  public <OutputT extends POutput> OutputT apply(
      String name, PTransform<? super Datasets, OutputT> transform) {
    return datasets.apply(name, transform);
  }

  @Override
  public Pipeline getPipeline() {
    return datasets.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> values = new LinkedHashMap<>(datasets.expand());
    values.putAll(facts.expand());
    return values;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}

  /** Tells the audit which days are computed anew, and from which files. */
  private static final class RecomputeFn extends DoFn<Set<Long>, Fact> {
    private final Deliveries deliveries;
    private final String dataset;

    RecomputeFn(Deliveries deliveries, String dataset) {
      this.deliveries = deliveries;
      this.dataset = dataset;
    }

    @ProcessElement
    public void tell(@Element Set<Long> days, BoundedWindow window, OutputReceiver<Fact> out)
        throws IOException {
      List<LocalDate> wanted = Past.dates(days);
      wanted.forEach(day -> out.output(new Fact.DayWritten(dataset, day)));
      deliveries
          .in(window)
          .history()
          .files(Layer.SILVER, dataset, wanted)
          .forEach(file -> out.output(new Fact.FileRead(file)));
    }
  }

  /** Gives the rows of this delivery its day. */
  private static final class DateFn extends DoFn<Block, Block> {
    private final Deliveries deliveries;
    private final Columns columns;

    DateFn(Deliveries deliveries, Columns columns) {
      this.deliveries = deliveries;
      this.columns = columns;
    }

    @ProcessElement
    public void date(@Element Block block, BoundedWindow window, OutputReceiver<Block> out)
        throws IOException {
      LocalDate day = Objects.requireNonNull(deliveries.in(window).asOf(), "a snapshot has a day");
      out.output(new AppendDay(columns).to(block, day));
    }
  }
}
