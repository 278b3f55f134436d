package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.lake.LakeFile;
import dev.assay.transforms.lake.ParquetFacts;
import dev.assay.transforms.lake.ParquetRows;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.milestones.Milestone;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The two files of a day: its rows, and the index that keys are looked for in. They are begun with
 * the first row; a day without rows has none.
 */
final class DayFiles implements AutoCloseable {
  private final Delivery delivery;
  private final DayLayout layout;
  private final LocalDate day;
  private final String part;
  private final IndexRow index;
  private final RowCursor indexed;
  private final int fileTime;
  private @Nullable Open silver;
  private @Nullable Open lookup;

  private record Open(LakeFile file, ParquetRows rows) implements AutoCloseable {
    DataFile finish() throws IOException {
      rows.close();
      return file.finish(rows.rows());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  DayFiles(Delivery delivery, DayLayout layout, LocalDate day, String part) {
    this.delivery = delivery;
    this.layout = layout;
    this.day = day;
    this.part = part;
    this.index = new IndexRow(layout, layout.dated());
    this.indexed = new RowCursor(layout.index());
    this.fileTime = layout.dated().indexOf(Dataset.FILE_TIME.name());
  }

  /** Writes a row, dated, which was read from that file. */
  void write(RowCursor row, String source) throws IOException {
    if (silver == null) {
      silver = open(Layer.SILVER);
      lookup = open(Layer.INDEX);
    }
    silver.rows.write(row, source);
    indexed.moveTo(index.of(row, row.longAt(fileTime)).bytes(), 0);
    lookup.rows.write(indexed, source);
  }

  private Open open(Layer layer) throws IOException {
    Dataset dataset = layout.dataset();
    LakeFile file = delivery.create(layer, dataset.name(), day, part);
    return new Open(
        file,
        layer == Layer.SILVER
            ? ParquetRows.to(file.out(), dataset.silverColumns(), layout.dated(), delivery.batch())
            : ParquetRows.to(file.out(), layout.indexFile(), layout.index(), delivery.batch()));
  }

  /** What was written; to be asked once, at the end. */
  List<Fact> finish() throws IOException {
    if (silver == null || lookup == null) {
      return List.of();
    }
    DataFile rows = silver.finish();
    Milestone.SILVER_FILE_WRITTEN.reached();
    return List.of(readBack(rows), new Fact.FileWritten(lookup.finish(), Map.of(), null));
  }

  /** Counts, by file, the rows that came with this batch, and no others. */
  private Fact readBack(DataFile file) throws IOException {
    try (ParquetFacts parquet = ParquetFacts.of(delivery.lake().resource(file.path()))) {
      return new Fact.FileWritten(
          file.withRows(parquet.rows()), parquet.rowsBySource(delivery.batch()), day);
    }
  }

  @Override
  public void close() throws IOException {
    if (silver != null) {
      silver.close();
    }
    if (lookup != null) {
      lookup.close();
    }
  }
}
