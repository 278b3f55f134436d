package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.lake.CommittedFile;
import dev.assay.transforms.lake.ParquetFacts;
import dev.assay.transforms.lake.ReadTable;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the stages before committed, read back from their files when somebody asks for it: all
 * datasets of silver at once, gold table by table.
 */
final class Committed implements Foundation {
  private final Pipeline pipeline;
  private final Delivery delivery;
  private final Map<String, Rows<?>> tables = new HashMap<>();
  private @Nullable Datasets datasets;

  Committed(Pipeline pipeline, Delivery delivery) {
    this.pipeline = pipeline;
    this.delivery = delivery;
  }

  @Override
  public Datasets datasets() {
    if (datasets == null) {
      datasets = Datasets.in(pipeline, delivery.contract().source());
      for (Dataset dataset : delivery.contract().datasets()) {
        datasets =
            datasets.with(dataset.name(), pipeline.apply("Read " + dataset.name(), read(dataset)));
      }
    }
    return datasets;
  }

  private ReadTable<Row> read(Dataset dataset) {
    return ReadTable.of(root(), silver(dataset.name()), RowLayout.of(dataset).columns());
  }

  @Override
  public <T> Rows<T> rows(TableDefinition<T> table) {
    @SuppressWarnings("unchecked") // put there under the name of its definition
    Rows<T> rows = (Rows<T>) tables.computeIfAbsent(table.name(), name -> read(table));
    return rows;
  }

  private <T> Rows<T> read(TableDefinition<T> table) {
    String name = table.name();
    Manifest entry =
        delivery.reads().stream()
            .filter(read -> read.gold().stream().anyMatch(gold -> gold.name().equals(name)))
            .findFirst()
            .orElseThrow(() -> lacks(name));
    Rows<T> rows =
        pipeline.apply("Read " + name, ReadTable.of(root(), entry.files(Layer.GOLD, name), table));
    List<Unattributed> missing =
        entry.ledger().sums(name).stream().flatMap(Committed::unattributed).toList();
    return missing.isEmpty()
        ? rows
        : rows.withUnattributed(
            pipeline.apply("LackedBy " + name, Create.of(missing).withCoder(Unattributed.coder())));
  }

  /** As its computation told it, so that what is computed from the table lacks it too. */
  private static Stream<Unattributed> unattributed(SumBalance sum) {
    return sum.unattributed().stream()
        .map(part -> new Unattributed(sum.column(), part.reason(), part.rows(), part.amount()));
  }

  private RequestException lacks(String table) {
    Manifest before = delivery.reads().get(0);
    return new RequestException(
        "--stage="
            + delivery.stage()
            + " needs the table "
            + table
            + ", which batch "
            + before.batch()
            + " (log entry "
            + before.number()
            + ") does not hold; run the stages before it again, as a batch of another name");
  }

  /** That the entry was read; and the files of silver that the tables must add up to. */
  @Override
  public PCollectionList<Fact> facts(List<Table> gold) {
    List<DataFile> silver =
        gold.stream()
            .flatMap(table -> table.sums().stream())
            .map(Table.Sum::dataset)
            .distinct()
            .flatMap(dataset -> silver(dataset).stream())
            .toList();
    Fact read = new Fact.EntryRead(delivery.reads().get(0).number());
    return PCollectionList.of(pipeline.apply("Entry", Create.of(read).withCoder(Fact.coder())))
        .and(
            pipeline
                .apply("Silver", Create.of(silver).withCoder(SerializableCoder.of(DataFile.class)))
                .apply("SpreadSilver", Reshuffle.viaRandomKey())
                .apply("VerifySilver", ParDo.of(new VerifyFn(root())))
                .setCoder(Fact.coder()));
  }

  @Override
  public void check() {
    Optional.ofNullable(datasets).ifPresent(Datasets::check);
  }

  private List<DataFile> silver(String dataset) {
    return delivery.silverRead().files(Layer.SILVER, dataset);
  }

  private String root() {
    return delivery.lake().root();
  }

  private static final class VerifyFn extends DoFn<DataFile, Fact> {
    private final String root;

    VerifyFn(String root) {
      this.root = root;
    }

    @ProcessElement
    public void verify(@Element DataFile file, OutputReceiver<Fact> out) throws IOException {
      try (ParquetFacts parquet = ParquetFacts.of(CommittedFile.verified(root, file))) {
        out.output(new Fact.FileRead(file.withRows(parquet.rows())));
      }
    }
  }
}
