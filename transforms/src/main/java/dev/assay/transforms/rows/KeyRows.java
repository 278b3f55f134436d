package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Puts the key's fields first in each row and gives each block the bucket of its rows; blocks keep
 * the file that their rows were read from. Group what comes out by key, then sort each group with
 * {@link Bucket}.
 *
 * @param <T> class of a row
 */
public final class KeyRows<T> extends PTransform<Rows<T>, PCollection<KV<Integer, Block>>> {
  private final List<String> key;
  private final int input;
  private final int buckets;
  private final int spreadBy;

  /**
   * Rows by a key, for a grouping of their own.
   *
   * @param key names of columns
   */
  public static <T> KeyRows<T> by(List<String> key, Rows<T> rows) {
    return new KeyRows<>(key, 0, rows.buckets(), key.size());
  }

  /** Rows by a key, as the input with that index of a grouping into so many buckets. */
  public static <T> KeyRows<T> by(List<String> key, int input, int buckets) {
    return new KeyRows<>(key, input, buckets, key.size());
  }

  private KeyRows(List<String> key, int input, int buckets, int spreadBy) {
    this.key = key;
    this.input = input;
    this.buckets = buckets;
    this.spreadBy = spreadBy;
  }

  /** The same, with all rows in one bucket that are equal in so many first columns of the key. */
  public KeyRows<T> spreadBy(int columns) {
    return new KeyRows<>(key, input, buckets, columns);
  }

  /** The columns of a row with that key: the key's first, then the others. */
  public static Columns keyed(Columns columns, List<String> key) {
    List<Column> keyed = new ArrayList<>(columns.select(key).asList());
    columns.forEach(
        column -> {
          if (!key.contains(column.name())) {
            keyed.add(column);
          }
        });
    return Columns.of(keyed);
  }

  @Override
  public PCollection<KV<Integer, Block>> expand(Rows<T> rows) {
    Columns keyed = keyed(rows.columns(), key);
    return rows.blocks()
        .apply("Key", ParDo.of(new KeyFn(rows.stored(), keyed, spreadBy, input, buckets)))
        .setCoder(KvCoder.of(VarIntCoder.of(), Block.coder()));
  }

  private static final class KeyFn extends DoFn<Block, KV<Integer, Block>> {
    private final Columns stored;
    private final Columns keyed;
    private final int keySize;
    private final int input;
    private final int buckets;
    private transient Map<BoundedWindow, Map<String, BucketBlocks>> unfinished;
    private transient List<KV<Integer, Block>> full;

    KeyFn(Columns stored, Columns keyed, int keySize, int input, int buckets) {
      this.stored = stored;
      this.keyed = keyed;
      this.keySize = keySize;
      this.input = input;
      this.buckets = buckets;
    }

    @StartBundle
    public void start() {
      unfinished = new HashMap<>();
      full = new ArrayList<>();
    }

    @ProcessElement
    public void key(
        @Element Block block, BoundedWindow window, OutputReceiver<KV<Integer, Block>> out) {
      BucketBlocks blocks =
          unfinished
              .computeIfAbsent(window, w -> new TreeMap<>())
              .computeIfAbsent(
                  block.file(),
                  f -> new BucketBlocks(buckets, input, (b, rows) -> full.add(KV.of(b, rows))));
      Projection projection = Projection.of(stored, keyed);
      BucketHash hash = new BucketHash(buckets);
      RowCursor row = new RowCursor(stored).over(block);
      RowCursor key = new RowCursor(keyed.select(keyed.names().subList(0, keySize)));
      while (row.next()) {
        RowEncoder encoded = projection.project(row, block.file());
        key.moveTo(encoded.bytes(), 0);
        blocks.add(hash.bucketOf(key, keySize), encoded, block.file());
      }
      full.forEach(out::output);
      full.clear();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      unfinished.forEach(
          (window, files) -> {
            files.forEach((file, blocks) -> blocks.flush(file));
            full.forEach(rows -> context.output(rows, window.maxTimestamp(), window));
            full.clear();
          });
    }
  }
}
