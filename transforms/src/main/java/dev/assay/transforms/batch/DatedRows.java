package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BucketBlocks;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Sends rows to the group that writes the partition of their day. */
final class DatedRows {
  /** Rows of the partition as it was, among those that are grouped by day. */
  static final int BEFORE = 0;

  /** Rows that come in. */
  static final int COMES = 1;

  /** Keys of rows that go, to another day or for good. */
  static final int GOES = 2;

  private final DayLayout layout;
  private final DayBuckets buckets;
  private final BiConsumer<Integer, Block> out;
  private final RowEncoder encoder = new RowEncoder();
  private final Map<Place, BucketBlocks> blocks = new HashMap<>();

  private record Place(int input, String file) {}

  DatedRows(DayLayout layout, DayBuckets buckets, BiConsumer<Integer, Block> out) {
    this.layout = layout;
    this.buckets = buckets;
    this.out = out;
  }

  /**
   * Adds a row as it arrived.
   *
   * @param keyBucket the bucket of its key
   * @param fileTime when its file was current, in microseconds since 1970
   * @param partition position of the partition field in it
   * @return its day
   */
  long come(RowCursor row, int keyBucket, String file, long fileTime, String batch, int partition) {
    long day = DayLayout.day(row, partition);
    encoder.begin(row.line());
    encoder.putLong(day);
    encoder.putFields(row);
    encoder.putLong(fileTime);
    encoder.putString(batch);
    encoder.end();
    send(COMES, day, keyBucket, file);
    return day;
  }

  /** Adds a row as a partition holds it. */
  void stay(RowCursor row, int keyBucket, String file, int partition) {
    long day = DayLayout.day(row, partition);
    encoder.begin(row.line());
    encoder.putLong(day);
    encoder.putFields(row);
    encoder.end();
    send(BEFORE, day, keyBucket, file);
  }

  /**
   * Adds the key of a row that goes.
   *
   * @param indexed the row, as the index has it
   * @return its day
   */
  long go(RowCursor indexed, int keyBucket) {
    long day = DayLayout.day(indexed, layout.partition(indexed.columns()));
    Dataset dataset = layout.dataset();
    encoder.begin(indexed.line());
    encoder.putLong(day);
    for (int i = 0; i < dataset.key().size(); i++) {
      encoder.putField(indexed, i);
    }
    encoder.end();
    send(GOES, day, keyBucket, "");
    return day;
  }

  private void send(int input, long day, int keyBucket, String file) {
    blocks
        .computeIfAbsent(
            new Place(input, file), place -> new BucketBlocks(buckets.groups(), input, out))
        .add(buckets.of(day, keyBucket), encoder, file);
  }

  /** Sends what is left. */
  void flush() {
    blocks.forEach((place, rows) -> rows.flush(place.file));
    blocks.clear();
  }
}
