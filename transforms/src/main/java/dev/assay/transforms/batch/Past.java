package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.lake.ReadFiles;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.History;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.KeyHashes;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/**
 * What earlier batches left, read back for the delivery of each window, as the log had it when that
 * delivery was planned.
 */
final class Past {
  /** How much larger rows are taken to be, as text, than in Parquet. */
  private static final int COMPRESSION = 5;

  private final Deliveries deliveries;
  private final PCollection<String> batches;

  Past(Deliveries deliveries, PCollection<String> batches) {
    this.deliveries = deliveries;
    this.batches = batches;
  }

  /** A gold table, whole; no rows if none published it yet. */
  <T> Rows<T> table(TableDefinition<T> table) {
    String name = table.name();
    RowType<T> type = RowType.of(table);
    return Rows.ofBlocks(
        read(
            "Table " + name,
            type.columns(),
            (batch, delivery, history) -> history.files(Layer.GOLD, name)),
        type,
        buckets(Layer.GOLD, name));
  }

  /** A dataset as the latest batch that delivered it whole left it; no rows if none did. */
  Rows<Row> latestSnapshot(Dataset dataset) {
    String name = dataset.name();
    Columns columns = RowLayout.of(dataset).columns();
    return Rows.ofBlocks(
        read("Latest " + name, columns, (batch, delivery, history) -> latest(history, name)),
        RowType.of(columns),
        buckets(Layer.SILVER, name));
  }

  private static List<DataFile> latest(History history, String dataset) {
    return history.snapshots(dataset).stream()
        .max(Comparator.comparing(History.Snapshot::asOf))
        .map(History.Snapshot::files)
        .orElse(List.of());
  }

  /**
   * All snapshots of a dataset, one a day, each row with its day behind its columns; not that of
   * the day of this delivery, if it brings one itself.
   */
  PCollection<Block> snapshots(Dataset dataset) {
    String name = dataset.name();
    return batches
        .apply(
            "List snapshots of " + name,
            new ListFiles<>(
                deliveries, (batch, delivery, history) -> snapshots(delivery, history, name)))
        .apply(
            "Snapshots of " + name,
            ReadFiles.of(root(), RowLayout.of(dataset).columns()).withDay());
  }

  private static List<DataFile> snapshots(Delivery delivery, History history, String dataset) {
    boolean isReplaced =
        delivery.datasets().stream().anyMatch(taken -> taken.name().equals(dataset));
    List<DataFile> files = new ArrayList<>();
    for (History.Snapshot snapshot : history.snapshots(dataset)) {
      if (!isReplaced || !snapshot.asOf().equals(delivery.asOf())) {
        snapshot.files().forEach(file -> files.add(file.withDay(snapshot.asOf())));
      }
    }
    return files;
  }

  /** All rows of an incremental dataset. */
  Rows<Row> allDays(Dataset dataset) {
    String name = dataset.name();
    DayLayout layout = new DayLayout(dataset);
    return Rows.ofBlocks(
        read(
            "All " + name,
            layout.stored(),
            (batch, delivery, history) -> history.files(Layer.SILVER, name)),
        RowType.of(layout.stored()),
        buckets(Layer.SILVER, name));
  }

  /** The rows of an incremental dataset on some days. */
  Rows<Row> days(Dataset dataset, PCollection<Set<Long>> days) {
    DayLayout layout = new DayLayout(dataset);
    return Rows.ofBlocks(
        days(Layer.SILVER, dataset.name(), layout.stored(), days),
        RowType.of(layout.stored()),
        buckets(Layer.SILVER, dataset.name()));
  }

  /** The rows of a layer on some days. */
  PCollection<Block> days(Layer layer, String name, Columns columns, PCollection<Set<Long>> days) {
    return days(layer, name, ReadFiles.of(root(), columns), days);
  }

  /** Rows of the index of some days: all whose key may be one of these. */
  PCollection<Block> index(
      DayLayout layout, PCollectionView<KeyHashes> keys, PCollection<Set<Long>> days) {
    return days(
        Layer.INDEX,
        layout.dataset().name(),
        ReadFiles.of(root(), layout.index()).having(keys, layout.key()),
        days);
  }

  private PCollection<Block> days(
      Layer layer, String name, ReadFiles read, PCollection<Set<Long>> days) {
    return days.apply(
            "List days of " + layer.folder() + " " + name,
            new ListFiles<Set<Long>>(
                deliveries,
                (wanted, delivery, history) -> history.files(layer, name, dates(wanted))))
        .apply("Days of " + layer.folder() + " " + name, read);
  }

  /** Into how many buckets to group what earlier batches left of a table or dataset. */
  int buckets(Layer layer, String name) {
    return buckets(deliveries.before(), layer, name);
  }

  static int buckets(History history, Layer layer, String name) {
    long bytes = history.files(layer, name).stream().mapToLong(DataFile::bytes).sum();
    return Rows.bucketsFor(bytes * COMPRESSION);
  }

  static List<LocalDate> dates(Set<Long> days) {
    return days.stream().map(LocalDate::ofEpochDay).toList();
  }

  private PCollection<Block> read(String step, Columns columns, ListFiles.Choice<String> choice) {
    return batches
        .apply("List " + step, new ListFiles<>(deliveries, choice))
        .apply(step, ReadFiles.of(root(), columns));
  }

  private String root() {
    return deliveries.common().lake().root();
  }
}
