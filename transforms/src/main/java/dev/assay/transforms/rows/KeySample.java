package dev.assay.transforms.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * A fair sample of the distinct keys of some rows: those whose hashes are smallest. It depends on
 * the keys alone, not on their order or on how samples of them were merged.
 */
final class KeySample {
  private static final Comparator<Drawn> BY_HASH =
      Comparator.comparingLong(Drawn::hash).thenComparing(Drawn::key, Arrays::compareUnsigned);

  private final int limit;
  private final CRC32C crc = new CRC32C();
  private final TreeSet<Drawn> drawn = new TreeSet<>(BY_HASH);
  private long size;

  /** Of no keys yet; {@code limit} is how many the sample may hold. */
  KeySample(int limit) {
    this.limit = limit;
  }

  private record Drawn(long hash, byte[] key) {}

  void add(OrderKey key) {
    long hash = hash(key.bytes(), key.length());
    if (drawn.size() < limit || hash <= drawn.last().hash) {
      draw(new Drawn(hash, key.copy()));
    }
  }

  /** Adds to the bytes of all rows, sampled or not. */
  void addSize(long bytes) {
    size += bytes;
  }

  void merge(KeySample other) {
    other.drawn.forEach(this::draw);
    size += other.size;
  }

  private void draw(Drawn key) {
    drawn.add(key);
    if (drawn.size() > limit) {
      drawn.pollLast();
    }
  }

  private long hash(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    long hash = crc.getValue() * 0x9E3779B97F4A7C15L;
    return (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
  }

  /** Bytes of all rows. */
  long size() {
    return size;
  }

  /** The keys drawn, sorted. */
  List<byte[]> keys() {
    return drawn.stream().map(Drawn::key).sorted(Arrays::compareUnsigned).toList();
  }

  static AtomicCoder<KeySample> coder() {
    return KeySampleCoder.INSTANCE;
  }

  private static final class KeySampleCoder extends AtomicCoder<KeySample> {
    private static final long serialVersionUID = 1;

    static final KeySampleCoder INSTANCE = new KeySampleCoder();

    @Override
    public void encode(KeySample sample, OutputStream out) throws IOException {
      VarIntCoder.of().encode(sample.limit, out);
      VarLongCoder.of().encode(sample.size, out);
      VarIntCoder.of().encode(sample.drawn.size(), out);
      for (Drawn each : sample.drawn) {
        ByteArrayCoder.of().encode(each.key, out);
      }
    }

    @Override
    public KeySample decode(InputStream in) throws IOException {
      KeySample sample = new KeySample(VarIntCoder.of().decode(in));
      sample.size = VarLongCoder.of().decode(in);
      for (int left = VarIntCoder.of().decode(in); left > 0; left--) {
        byte[] key = ByteArrayCoder.of().decode(in);
        sample.draw(new Drawn(sample.hash(key, key.length), key));
      }
      return sample;
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
