package dev.assay.transforms.read;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** What is in a gzip file, all of its members, as long as it stays within the limits. */
final class GzipStream extends FilterInputStream {
  /** A ratio says nothing about the first few bytes. */
  private static final long FREE_BYTES = 1 << 20;

  private final Counted compressed;
  private final String file;
  private final Limits limits;
  private long read;

  private GzipStream(Counted compressed, InputStream in, String file, Limits limits) {
    super(in);
    this.compressed = compressed;
    this.file = file;
    this.limits = limits;
  }

  static InputStream open(InputStream in, String file, Limits limits) throws IOException {
    Counted compressed = new Counted(in);
    try {
      return new GzipStream(
          compressed, new GzipCompressorInputStream(compressed, true), file, limits);
    } catch (FileUnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(target, offset, length);
    } catch (FileUnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw compressed.failure == null ? broken(file, e) : compressed.failure;
    }
    read += Math.max(count, 0);
    check();
    return count;
  }

  private void check() throws FileUnreadableException {
    if (read > limits.fileBytes()) {
      throw new FileUnreadableException(
          file,
          "holds more than " + limits.fileBytes() + " bytes once decompressed",
          "split it, or raise --maxFileSize");
    }
    if (read > FREE_BYTES && read / limits.decompressionRatio() > compressed.count) {
      throw new FileUnreadableException(
          file,
          "decompresses to more than " + limits.decompressionRatio() + " times its size",
          "if you trust its source, deliver it uncompressed");
    }
  }

  private static FileUnreadableException broken(String file, IOException cause) {
    String problem =
        cause instanceof EOFException ? "ends within its gzip data" : "is not sound gzip data";
    return new FileUnreadableException(file, problem, "deliver it again, complete", cause);
  }

  /** Tells how much was read, and a failure to read apart from a failure to decompress. */
  private static final class Counted extends FilterInputStream {
    private long count;
    private IOException failure;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int read = super.read(target, offset, length);
        count += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
