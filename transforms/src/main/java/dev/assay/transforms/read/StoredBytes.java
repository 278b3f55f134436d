package dev.assay.transforms.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.io.FileSystems;

/** A part of a file as it lies in a folder or a bucket, with the checksum of what was read. */
final class StoredBytes extends InputStream {
  private final ReadableByteChannel channel;
  private final String file;
  private final CRC32C crc = new CRC32C();
  private final long length;
  private long read;

  private StoredBytes(ReadableByteChannel channel, String file, long length) {
    this.channel = channel;
    this.file = file;
    this.length = length;
  }

  /**
   * Opens the bytes from {@code start} to before {@code end}.
   *
   * @param path as Beam's file systems know it
   * @param file its name, for messages
   */
  static StoredBytes open(String path, String file, long start, long end) throws IOException {
    ReadableByteChannel channel = open(path, file);
    try {
      seek(channel, file, start);
      return new StoredBytes(channel, file, end - start);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ReadableByteChannel open(String path, String file) throws IOException {
    try {
      return FileSystems.open(FileSystems.matchNewResource(path, false));
    } catch (FileNotFoundException e) {
      throw new FileUnreadableException(
          file,
          "cannot be opened (" + e.getMessage() + ")",
          "check that it is there, is a file, and may be read",
          e);
    }
  }

  private static void seek(ReadableByteChannel channel, String file, long start)
      throws IOException {
    if (start > 0) {
      if (!(channel instanceof SeekableByteChannel seekable)) {
        throw new FileUnreadableException(
            file, "lies where files cannot be read from the middle", "copy it elsewhere first");
      }
      seekable.position(start);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (read == length) {
      return -1;
    }
    int most = (int) Math.min(count, length - read);
    int got = channel.read(ByteBuffer.wrap(target, offset, most));
    if (got < 0) {
      throw new FileUnreadableException(
          file, "became shorter while it was read", "run again when its delivery is complete");
    }
    crc.update(target, offset, got);
    read += got;
    return got;
  }

  /** CRC-32C of the bytes read so far. */
  int crc32c() {
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
