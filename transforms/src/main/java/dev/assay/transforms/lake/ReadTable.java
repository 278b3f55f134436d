package dev.assay.transforms.lake;

import dev.assay.schemas.Columns;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.Row;

/**
 * Reads files of silver or gold that entries of the log list, of one batch or of several, back into
 * rows. Bounded; a file is read as a whole, so no more of them at once than there are threads.
 *
 * <p>Nothing is believed that was not committed: a file that is not there, whose bytes have another
 * hash, whose columns are others, or that holds more or fewer rows than the log says fails the
 * bundle, with a message that names it. Rows of silver know the file and the line they were once
 * read from ({@code _source_file}, {@code _source_line}).
 *
 * @param <T> {@link Row}, or the class of a gold table's rows
 */
public final class ReadTable<T> extends PTransform<PBegin, Rows<T>> {
  private final String root;
  private final List<DataFile> files;
  private final RowType<T> type;

  private ReadTable(String root, List<DataFile> files, RowType<T> type) {
    this.root = root;
    this.files = List.copyOf(files);
    this.type = type;
  }

  /**
   * Rows with these columns, of those the files have.
   *
   * @param root the output folder the files lie under
   */
  public static ReadTable<Row> of(String root, List<DataFile> files, Columns columns) {
    return new ReadTable<>(root, files, RowType.of(columns));
  }

  /** Rows of a gold table, as its class. */
  public static <T> ReadTable<T> of(String root, List<DataFile> files, TableDefinition<T> table) {
    return new ReadTable<>(root, files, RowType.of(table));
  }

  @Override
  public Rows<T> expand(PBegin begin) {
    long bytes = files.stream().mapToLong(DataFile::bytes).sum();
    return Rows.ofBlocks(
        begin
            .apply("Files", Create.of(ReadFiles.pieces(files)).withCoder(ReadFiles.coder()))
            .apply("Read", ReadFiles.of(root, type.columns())),
        type,
        Rows.bucketsFor(bytes * COMPRESSION));
  }

  /** How much larger rows are taken to be, as text, than in Parquet. */
  private static final int COMPRESSION = 5;
}
