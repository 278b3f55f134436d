package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.batch.Lines.Duplicate;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.lake.LakeFile;
import dev.assay.transforms.lake.ParquetFacts;
import dev.assay.transforms.lake.ParquetRows;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.milestones.Milestone;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BlockBuilder;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.ContentHash;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.validate.KeepOneRow;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes the keys of a bucket unique and writes its Parquet file, rows sorted by key; lists the rows
 * that had to give way. A dataset without a key keeps all rows, and those that repeat another are
 * listed as violations. What the file holds is read back from it for the books.
 */
final class WriteSilver extends DoFn<KV<Integer, Iterable<Block>>, Fact> {
  private final Deliveries deliveries;
  private final Buckets buckets;
  private final Map<String, TupleTag<Block>> rows;
  private final TupleTag<Fact> facts;

  /**
   * @param rows where the rows of each dataset go on to
   */
  WriteSilver(
      Deliveries deliveries,
      Buckets buckets,
      Map<String, TupleTag<Block>> rows,
      TupleTag<Fact> facts) {
    this.deliveries = deliveries;
    this.buckets = buckets;
    this.rows = new HashMap<>(rows);
    this.facts = facts;
  }

  @ProcessElement
  public void write(
      @Element KV<Integer, Iterable<Block>> bucket, BoundedWindow window, MultiOutputReceiver out)
      throws IOException {
    Delivery delivery = deliveries.in(window);
    Dataset dataset = buckets.dataset(bucket.getKey());
    String part = String.format("bucket-%05d", buckets.bucket(bucket.getKey()));
    RowLayout layout = RowLayout.of(dataset);
    Bucket sorted = Bucket.of(layout.groupedBy(), bucket.getValue());
    OutputReceiver<Block> blocks = out.get(rows.get(dataset.name()));
    try (LakeFile file = delivery.create(DataFile.Layer.SILVER, dataset.name(), part + ".parquet");
        JsonLines duplicates =
            new JsonLines(
                () -> delivery.create(DataFile.Layer.DUPLICATES, dataset.name(), part + ".jsonl"));
        Repeats repeats = new Repeats(delivery, dataset, part)) {
      long written = write(delivery, dataset, layout, sorted, file, duplicates, repeats, blocks);
      DataFile silver = file.finish(written);
      Milestone.SILVER_FILE_WRITTEN.reached();
      out.get(facts).output(readBack(delivery, dataset, silver));
      repeats.finish().forEach(out.get(facts)::output);
      if (!duplicates.isEmpty()) {
        DataFile listed = duplicates.finish();
        out.get(facts)
            .output(
                new Fact.FileWritten(listed, JsonLines.linesBySource(duplicates.resource()), null));
      }
    }
  }

  private static long write(
      Delivery delivery,
      Dataset dataset,
      RowLayout layout,
      Bucket sorted,
      LakeFile file,
      JsonLines duplicates,
      Repeats repeats,
      OutputReceiver<Block> out)
      throws IOException {
    KeepOneRow keep = new KeepOneRow(dataset, layout.columns());
    RowCursor row = new RowCursor(layout.columns());
    Map<String, BlockBuilder> builders = new TreeMap<>();
    try (ParquetRows parquet =
        ParquetRows.to(file.out(), dataset.silverColumns(), layout.columns(), delivery.batch())) {
      for (int from = 0; from < sorted.size(); ) {
        int to = layout.keySize() == 0 ? from + 1 : sorted.endOfKey(from);
        if (layout.keySize() == 0) {
          repeats.look(sorted, from, row);
        }
        int kept = to == from + 1 ? from : keep.choose(sorted, from, to);
        if (to > from + 1) {
          list(delivery, dataset, layout, sorted, from, to, kept, duplicates);
        }
        String source = sorted.file(kept);
        sorted.show(kept, row);
        parquet.write(row, source);
        BlockBuilder builder = builders.computeIfAbsent(source, name -> new BlockBuilder());
        builder.append(row.bytes(), row.rowStart(), row.rowEnd());
        if (builder.isFull()) {
          out.output(builder.build(source));
        }
        from = to;
      }
      builders.forEach(
          (source, builder) -> {
            if (!builder.isEmpty()) {
              out.output(builder.build(source));
            }
          });
      return parquet.rows();
    }
  }

  private static void list(
      Delivery delivery,
      Dataset dataset,
      RowLayout layout,
      Bucket sorted,
      int from,
      int to,
      int kept,
      JsonLines duplicates)
      throws IOException {
    RowCursor row = new RowCursor(layout.columns());
    ContentHash content = ContentHash.of(layout.columns(), layout.columns().names());
    sorted.show(kept, row);
    long keptLine = row.line();
    String keptContent = content.of(row);
    for (int i = from; i < to; i++) {
      if (i != kept) {
        sorted.show(i, row);
        duplicates.write(
            new Duplicate(
                delivery.batch(),
                dataset.name(),
                sorted.file(i),
                row.line(),
                key(row, layout.keySize()),
                sorted.file(kept),
                keptLine,
                !content.of(row).equals(keptContent)));
      }
    }
  }

  private static List<String> key(RowCursor row, int keySize) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < keySize; i++) {
      key.add(String.valueOf(row.valueAt(i)));
    }
    return key;
  }

  private static Fact readBack(Delivery delivery, Dataset dataset, DataFile file)
      throws IOException {
    try (ParquetFacts parquet = ParquetFacts.of(delivery.lake().resource(file.path()))) {
      return new Fact.FileWritten(
          file.withRows(parquet.rows()), parquet.rowsBySource(), latest(dataset, parquet));
    }
  }

  private static @Nullable LocalDate latest(Dataset dataset, ParquetFacts parquet) {
    return dataset.asOf().stream()
        .map(field -> parquet.latest(field).orElse(null))
        .filter(Objects::nonNull)
        .max(LocalDate::compareTo)
        .orElse(null);
  }
}
