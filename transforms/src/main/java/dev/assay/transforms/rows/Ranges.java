package dev.assay.transforms.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.ListCoder;

/**
 * Ranges of keys that follow one another: every key of a range is less than every key of the next.
 * One key is in one range, whatever the number of rows that have it.
 */
final class Ranges {
  private static final ListCoder<byte[]> KEYS = ListCoder.of(ByteArrayCoder.of());

  /** The first key of each range but the first. */
  private final List<byte[]> starts;

  private Ranges(List<byte[]> starts) {
    this.starts = starts;
  }

  /** At most {@code count} ranges with about as many of the sorted keys in each. */
  static Ranges evenly(List<byte[]> sorted, int count) {
    int ranges = Math.min(count, sorted.size());
    List<byte[]> starts = new ArrayList<>();
    for (long i = 1; i < ranges; i++) {
      starts.add(sorted.get((int) (i * sorted.size() / ranges)));
    }
    return new Ranges(starts);
  }

  /** How many there are; at least one. */
  int size() {
    return starts.size() + 1;
  }

  /** The range, from 0, that a key is in. */
  int of(OrderKey key) {
    int low = 0;
    int high = starts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] start = starts.get(middle);
      if (Arrays.compareUnsigned(start, 0, start.length, key.bytes(), 0, key.length()) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static AtomicCoder<Ranges> coder() {
    return RangesCoder.INSTANCE;
  }

  private static final class RangesCoder extends AtomicCoder<Ranges> {
    private static final long serialVersionUID = 1;

    static final RangesCoder INSTANCE = new RangesCoder();

    @Override
    public void encode(Ranges ranges, OutputStream out) throws IOException {
      KEYS.encode(ranges.starts, out);
    }

    @Override
    public Ranges decode(InputStream in) throws IOException {
      return new Ranges(KEYS.decode(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
