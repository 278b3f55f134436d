package dev.assay.transforms.lake;

import dev.assay.transforms.hash.Sha256;
import dev.assay.transforms.log.DataFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file that is being written. {@link #finish} gives it its final name, over what an earlier
 * attempt may have left there; closed without that, it is gone.
 */
public final class LakeFile implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final DataFile.Layer layer;
  private final String name;
  private final @Nullable LocalDate day;
  private final String path;
  private final ResourceId unfinished;
  private final ResourceId finished;
  private final HashingStream out;
  private boolean isFinished;

  private LakeFile(
      DataFile.Layer layer,
      String name,
      @Nullable LocalDate day,
      String path,
      ResourceId unfinished,
      ResourceId finished,
      HashingStream out) {
    this.layer = layer;
    this.name = name;
    this.day = day;
    this.path = path;
    this.unfinished = unfinished;
    this.finished = finished;
    this.out = out;
  }

  static LakeFile create(
      Lake lake, DataFile.Layer layer, String name, @Nullable LocalDate day, String path)
      throws IOException {
    ResourceId unfinished =
        lake.resource(Lake.UNFINISHED + "/" + lake.run() + "/" + UUID.randomUUID());
    OutputStream out = Channels.newOutputStream(FileSystems.create(unfinished, MimeTypes.BINARY));
    return new LakeFile(
        layer,
        name,
        day,
        path,
        unfinished,
        lake.resource(path),
        new HashingStream(out, lake.root() + "/" + path));
  }

  /** Where its content goes. Buffered; closed by {@link #finish}. */
  public OutputStream out() {
    return out;
  }

  /** The file under its final name. */
  public ResourceId resource() {
    return finished;
  }

  /** Ends the file and gives it its final name. */
  public DataFile finish(long rows) throws IOException {
    out.close();
    FileSystems.rename(List.of(unfinished), List.of(finished));
    isFinished = true;
    return new DataFile(layer, name, day, path, rows, out.count, out.sha256());
  }

  @Override
  public void close() throws IOException {
    if (!isFinished) {
      try (out) {
        out.discard();
      } finally {
        FileSystems.delete(List.of(unfinished), StandardMoveOptions.IGNORE_MISSING_FILES);
      }
    }
  }

  /** Hashes and counts what passes; in pieces large enough for a channel. */
  private static final class HashingStream extends OutputStream {
    private final OutputStream out;
    private final String path;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long count;
    private boolean isClosed;

    HashingStream(OutputStream out, String path) {
      this.out = out;
      this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
      if (buffered == buffer.length) {
        flush();
      }
      buffer[buffered++] = (byte) b;
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > buffer.length - buffered) {
        flush();
      }
      if (length > buffer.length) {
        pass(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
      }
      count += length;
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
      digest.update(bytes, offset, length);
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new IOException("cannot write " + path, e); // "No space left" does not say where
      }
    }

    @Override
    public void flush() throws IOException {
      int length = buffered;
      buffered = 0;
      pass(buffer, 0, length);
    }

    @Override
    public void close() throws IOException {
      if (!isClosed) {
        isClosed = true;
        try (out) {
          flush();
        }
      }
    }

    /** Forgets what is not written yet. */
    void discard() {
      buffered = 0;
    }

    String sha256() {
      return Sha256.hex(digest);
    }
  }
}
