package dev.assay.transforms.lake;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.AppendDay;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.KeyHashes;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.parquet.io.InvalidRecordException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads files of silver, gold or the index that entries of the log list back into rows. Bounded or
 * unbounded, as what lists them.
 *
 * <p>Nothing is believed that was not committed: a file that is not there, whose bytes have another
 * hash, whose columns are others, or that holds more or fewer rows than the log says fails the
 * bundle, with a message that names it. Rows of silver know the file and the line they were once
 * read from ({@code _source_file}, {@code _source_line}).
 */
public final class ReadFiles extends PTransform<PCollection<List<DataFile>>, PCollection<Block>> {
  /** Bytes of files that are worth an element of their own. */
  private static final long WORTH = 4L << 20;

  private final String root;
  private final Columns columns;
  private final boolean withDay;
  private final @Nullable Keys keys;

  /** Keys that are looked for, and the columns that hold them. */
  private record Keys(PCollectionView<KeyHashes> hashes, Columns key) implements Serializable {}

  private ReadFiles(String root, Columns columns, boolean withDay, @Nullable Keys keys) {
    this.root = root;
    this.columns = columns;
    this.withDay = withDay;
    this.keys = keys;
  }

  /**
   * Reads these columns, of those the files have.
   *
   * @param root the output folder the files lie under
   */
  public static ReadFiles of(String root, Columns columns) {
    return new ReadFiles(root, columns, false, null);
  }

  /** Reads the day of each row's file too, as one more column behind the others. */
  public ReadFiles withDay() {
    return new ReadFiles(root, columns, true, keys);
  }

  /**
   * Reads those rows whose key may be one of these, and of the others nothing but the key.
   *
   * @param key columns of the rows, the first ones
   * @throws IllegalArgumentException if they are not, or a column is a list
   */
  public ReadFiles having(PCollectionView<KeyHashes> hashes, Columns key) {
    Columns first = columns.select(columns.names().subList(0, key.size()));
    if (!first.equals(key)) {
      throw new IllegalArgumentException(key.names() + " are not first of " + columns.names());
    }
    if (columns.asList().stream().anyMatch(column -> column.type().kind() == Type.Kind.LIST)) {
      throw new IllegalArgumentException("rows that hold a list cannot be passed over");
    }
    return new ReadFiles(root, columns, withDay, new Keys(hashes, key));
  }

  /** The coder of what is read: files that are read one after the other. */
  public static Coder<List<DataFile>> coder() {
    return ListCoder.of(SerializableCoder.of(DataFile.class));
  }

  /** Files in pieces of work that are worth it: several small ones, or a large one. */
  public static List<List<DataFile>> pieces(List<DataFile> files) {
    List<List<DataFile>> pieces = new ArrayList<>();
    List<DataFile> piece = new ArrayList<>();
    long bytes = 0;
    for (DataFile file : files) {
      piece.add(file);
      bytes += file.bytes();
      if (bytes >= WORTH) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  @Override
  public PCollection<Block> expand(PCollection<List<DataFile>> files) {
    return files
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply(
            "Read",
            ParDo.of(new ReadFn(root, columns, withDay, keys))
                .withSideInputs(keys == null ? List.of() : List.of(keys.hashes())))
        .setCoder(Block.coder());
  }

  private static final class ReadFn extends DoFn<List<DataFile>, Block> {
    private final String root;
    private final Columns columns;
    private final boolean withDay;
    private final @Nullable Keys keys;

    ReadFn(String root, Columns columns, boolean withDay, @Nullable Keys keys) {
      this.root = root;
      this.columns = columns;
      this.withDay = withDay;
      this.keys = keys;
    }

    @ProcessElement
    public void read(
        @Element List<DataFile> files, ProcessContext context, OutputReceiver<Block> out)
        throws IOException {
      KeyHashes wanted = keys == null ? null : context.sideInput(keys.hashes());
      for (DataFile file : files) {
        read(file, wanted, out);
      }
    }

    private ParquetBlocks open(ResourceId file, @Nullable KeyHashes wanted, Consumer<Block> rows)
        throws IOException {
      if (keys == null || wanted == null) {
        return ParquetBlocks.of(file, columns, rows);
      }
      int keySize = keys.key().size();
      return ParquetBlocks.of(
          file, columns, keys.key(), row -> wanted.mayContain(row, keySize), rows);
    }

    private void read(DataFile file, @Nullable KeyHashes wanted, OutputReceiver<Block> out)
        throws IOException {
      ResourceId resource = CommittedFile.verified(root, file);
      Consumer<Block> rows =
          withDay ? block -> out.output(new AppendDay(columns).to(block, file.day())) : out::output;
      try (ParquetBlocks blocks = open(resource, wanted, rows)) {
        long found = blocks.read();
        if (found != file.rows()) {
          throw CommittedFile.notAsCommitted(
              root, file, "it holds " + found + " rows, not " + file.rows());
        }
      } catch (InvalidRecordException e) {
        throw new IOException(resource + " was written for other columns: " + e.getMessage(), e);
      }
    }
  }
}
