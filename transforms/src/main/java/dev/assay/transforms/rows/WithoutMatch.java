package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;

/**
 * The rows of one input whose key none of another input has: an anti-join. Unlike {@link PerKey} it
 * sorts nothing: it keeps the keys of the other input at hand and lets the rows pass by. A row with
 * a null in its key comes out neither way.
 */
public final class WithoutMatch {
  private static final int TARGETS = 0;
  private static final int REFERRING = 1;

  private WithoutMatch() {}

  /**
   * The rows of {@code rows} without a match.
   *
   * @param key columns of {@code rows}
   * @param others the rows that would be matches
   * @param otherKey columns of {@code others}, of the same types
   */
  public static Rows<Row> of(
      Rows<Row> rows, List<String> key, Rows<Row> others, List<String> otherKey) {
    int buckets = Math.max(rows.buckets(), others.buckets());
    Rows<Row> inBlocks = Rows.select(rows, rows.namesWithoutOrigin(key));
    Columns keyed = KeyRows.keyed(inBlocks.columns(), key);
    PCollection<Block> without =
        PCollectionList.of(others.apply("KeyTargets", KeyRows.by(otherKey, TARGETS, buckets)))
            .and(inBlocks.apply("KeyReferring", KeyRows.by(key, REFERRING, buckets)))
            .apply("Flatten", Flatten.pCollections())
            .apply("Group", GroupByKey.create())
            .apply("WithoutMatch", ParDo.of(new WithoutMatchFn(keyed, key.size())))
            .setCoder(Block.coder());
    return Rows.select(
        Rows.ofBlocks(without, RowType.of(keyed), buckets),
        KeyRows.keyed(rows.columns(), key).names());
  }

  private static final class WithoutMatchFn extends DoFn<KV<Integer, Iterable<Block>>, Block> {
    private final Columns keyed;
    private final int keySize;

    WithoutMatchFn(Columns keyed, int keySize) {
      this.keyed = keyed;
      this.keySize = keySize;
    }

    @ProcessElement
    public void filter(@Element KV<Integer, Iterable<Block>> bucket, OutputReceiver<Block> out) {
      RowCursor row = new RowCursor(keyed.select(keyed.names().subList(0, keySize)));
      List<Block> referring = new ArrayList<>();
      Set<EncodedKey> targets = new HashSet<>();
      for (Block block : bucket.getValue()) {
        if (block.input() == REFERRING) {
          referring.add(block);
        } else {
          row.over(block);
          while (row.next()) {
            targets.add(new EncodedKey(row, keySize));
          }
        }
      }
      Map<String, BlockBuilder> builders = new TreeMap<>();
      for (Block block : referring) {
        BlockBuilder builder = builders.computeIfAbsent(block.file(), file -> new BlockBuilder());
        row.over(block);
        while (row.next()) {
          if (refers(row) && !targets.contains(new EncodedKey(row, keySize))) {
            builder.append(row.bytes(), row.rowStart(), row.rowEnd());
          }
        }
        if (builder.isFull()) {
          out.output(builder.build(block.file()));
        }
      }
      builders.forEach(
          (file, builder) -> {
            if (!builder.isEmpty()) {
              out.output(builder.build(file));
            }
          });
    }

    private boolean refers(RowCursor row) {
      for (int i = 0; i < keySize; i++) {
        if (row.isNull(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The encoded key of a row, which stays where it is. */
  private static final class EncodedKey {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int hash;

    EncodedKey(RowCursor row, int keySize) {
      bytes = row.bytes();
      start = row.start(0);
      end = row.endOfFirst(keySize);
      int result = 1;
      for (int i = start; i < end; i++) {
        result = 31 * result + bytes[i];
      }
      hash = result;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof EncodedKey that
          && Arrays.equals(bytes, start, end, that.bytes, that.start, that.end);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
