package dev.assay.transforms.batch;

import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.lake.ReadFiles;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Deliveries in silver: their datasets, and what the audit must know of how they came about. Tables
 * that earlier batches published are at hand too.
 */
public final class Ingested implements Foundation, POutput {
  private final Deliveries deliveries;
  private final PCollection<String> batches;
  private final Datasets datasets;
  private final PCollectionList<Fact> facts;
  private final Map<String, Rows<?>> published = new HashMap<>();

  Ingested(
      Deliveries deliveries,
      PCollection<String> batches,
      Datasets datasets,
      PCollectionList<Fact> facts) {
    this.deliveries = deliveries;
    this.batches = batches;
    this.datasets = datasets;
    this.facts = facts;
  }

  @Override
  public Datasets datasets() {
    return datasets;
  }

  /**
   * A gold table as earlier batches left it, whole; no rows if none published it yet. It is read
   * when somebody asks for it.
   */
  @Override
  public <T> Rows<T> rows(TableDefinition<T> table) {
    @SuppressWarnings("unchecked") // put there under the name of its definition
    Rows<T> rows = (Rows<T>) published.computeIfAbsent(table.name(), name -> read(table));
    return rows;
  }

  private <T> Rows<T> read(TableDefinition<T> table) {
    RowType<T> type = RowType.of(table);
    String root = deliveries.common().lake().root();
    return Rows.ofBlocks(
        batches
            .apply("List " + table.name(), ParDo.of(new ListFn(deliveries, table.name())))
            .setCoder(ReadFiles.coder())
            .apply("Read " + table.name(), ReadFiles.of(root, type.columns())),
        type,
        BUCKETS);
  }

  /** Into how many buckets a table is grouped whose size nobody knows when the graph is built. */
  private static final int BUCKETS = 8;

  @Override
  public PCollectionList<Fact> facts(List<Table> tables) {
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

  private static final class ListFn extends DoFn<String, List<DataFile>> {
    private final Deliveries deliveries;
    private final String table;

    ListFn(Deliveries deliveries, String table) {
      this.deliveries = deliveries;
      this.table = table;
    }

    @ProcessElement
    public void list(BoundedWindow window, OutputReceiver<List<DataFile>> out) throws IOException {
      List<DataFile> files = deliveries.in(window).history().files(Layer.GOLD, table);
      ReadFiles.pieces(files).forEach(out::output);
    }
  }
}
