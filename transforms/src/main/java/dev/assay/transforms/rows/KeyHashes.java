package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.io.Serializable;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The keys of some rows, as hashes: tells of most other rows that their key is none of these, so
 * that they need not be looked at. May take a key for one of these that is not, and never the
 * reverse. Of very many keys, half a million or more, it may say nothing, and take any key for one
 * of them.
 */
public final class KeyHashes implements Serializable {
  private static final long serialVersionUID = 1;

  /** Four megabytes, which each worker holds. */
  static final int MOST = 1 << 20;

  private int[] hashes;
  private int size;
  private boolean isAny;

  private KeyHashes() {
    hashes = new int[0];
  }

  /**
   * Those of the rows of blocks, window by window.
   *
   * @param key the columns of the key, first in each row
   */
  public static PTransform<PCollection<KV<Integer, Block>>, PCollectionView<KeyHashes>> gather(
      Columns key) {
    return new Gather(key);
  }

  /** Whether the first columns of a row may be one of the keys, as many as a key has. */
  public boolean mayContain(RowCursor row, int keySize) {
    return isAny || Arrays.binarySearch(hashes, 0, size, hash(row, keySize)) >= 0;
  }

  private static int hash(RowCursor row, int keySize) {
    CRC32C crc = new CRC32C();
    crc.update(row.bytes(), row.start(0), row.endOfFirst(keySize) - row.start(0));
    return (int) crc.getValue();
  }

  private void add(int hash) {
    if (size == MOST && sort().size > MOST / 2) {
      takeAny();
    }
    if (isAny) {
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(MOST, Math.max(64, 2 * size)));
    }
    hashes[size++] = hash;
  }

  private void takeAny() {
    isAny = true;
    hashes = new int[0];
    size = 0;
  }

  /** In order, and each once. */
  private KeyHashes sort() {
    Arrays.sort(hashes, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || hashes[i] != hashes[kept - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    size = kept;
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyHashes that
        && isAny == that.isAny
        && Arrays.equals(hashes, 0, size, that.hashes, 0, that.size);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOf(hashes, size));
  }

  private static final class Gather
      extends PTransform<PCollection<KV<Integer, Block>>, PCollectionView<KeyHashes>> {
    private final Columns key;

    Gather(Columns key) {
      this.key = key;
    }

    @Override
    public PCollectionView<KeyHashes> expand(PCollection<KV<Integer, Block>> rows) {
      return rows.apply("Hash", ParDo.of(new HashFn(key)))
          .setCoder(SerializableCoder.of(KeyHashes.class))
          .apply("Together", Combine.globally(new Union()).asSingletonView());
    }
  }

  private static final class HashFn extends DoFn<KV<Integer, Block>, KeyHashes> {
    private final Columns key;

    HashFn(Columns key) {
      this.key = key;
    }

    @ProcessElement
    public void hash(@Element KV<Integer, Block> rows, OutputReceiver<KeyHashes> out) {
      KeyHashes keys = new KeyHashes();
      RowCursor row = new RowCursor(key).over(rows.getValue());
      while (row.next()) {
        keys.add(KeyHashes.hash(row, key.size()));
      }
      out.output(keys.sort());
    }
  }

  private static final class Union extends Combine.CombineFn<KeyHashes, KeyHashes, KeyHashes> {
    @Override
    public KeyHashes createAccumulator() {
      return new KeyHashes();
    }

    @Override
    public KeyHashes addInput(KeyHashes all, KeyHashes more) {
      if (more.isAny) {
        all.takeAny();
      }
      for (int i = 0; i < more.size; i++) {
        all.add(more.hashes[i]);
      }
      return all;
    }

    @Override
    public KeyHashes mergeAccumulators(Iterable<KeyHashes> parts) {
      KeyHashes all = createAccumulator();
      parts.forEach(part -> addInput(all, part));
      return all;
    }

    @Override
    public KeyHashes extractOutput(KeyHashes all) {
      return all.sort();
    }

    /** Where none were gathered nobody asks; who does is to miss no key. */
    @Override
    public KeyHashes defaultValue() {
      KeyHashes any = new KeyHashes();
      any.takeAny();
      return any;
    }
  }
}
