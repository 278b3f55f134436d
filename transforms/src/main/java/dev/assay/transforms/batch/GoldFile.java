package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.transforms.lake.LakeFile;
import dev.assay.transforms.lake.ParquetFacts;
import dev.assay.transforms.lake.ParquetRows;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A file of a gold table that is being written. */
final class GoldFile implements AutoCloseable {
  private final Delivery delivery;
  private final LakeFile file;
  private final ParquetRows rows;

  private GoldFile(Delivery delivery, LakeFile file, ParquetRows rows) {
    this.delivery = delivery;
    this.file = file;
    this.rows = rows;
  }

  /**
   * Starts a file.
   *
   * @param columns of the rows, in the order they are encoded in
   * @param day the day that all its rows are of; null if the table is not cut by day
   */
  static GoldFile of(
      Delivery delivery, Table table, Columns columns, @Nullable LocalDate day, String part)
      throws IOException {
    LakeFile file =
        day == null
            ? delivery.create(DataFile.Layer.GOLD, table.name(), part)
            : delivery.create(DataFile.Layer.GOLD, table.name(), day, part);
    return new GoldFile(
        delivery, file, ParquetRows.to(file.out(), table.columns(), columns, delivery.batch()));
  }

  void write(RowCursor row) throws IOException {
    rows.write(row, "");
  }

  /** Ends the file; its rows are counted in it. */
  DataFile finish() throws IOException {
    rows.close();
    DataFile written = file.finish(rows.rows());
    try (ParquetFacts parquet = ParquetFacts.of(delivery.lake().resource(written.path()))) {
      return written.withRows(parquet.rows());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
