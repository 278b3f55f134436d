package dev.assay.transforms.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file as Parquet wants it. */
final class ParquetInput implements InputFile {
  private final ResourceId file;

  ParquetInput(ResourceId file) {
    this.file = file;
  }

  @Override
  public long getLength() throws IOException {
    return FileSystems.matchSingleFileSpec(file.toString()).sizeBytes();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    SeekableByteChannel channel = (SeekableByteChannel) FileSystems.open(file);
    return new DelegatingSeekableInputStream(new ChannelStream(channel)) {
      @Override
      public long getPos() throws IOException {
        return channel.position();
      }

      @Override
      public void seek(long position) throws IOException {
        channel.position(position);
      }
    };
  }

  /** Unlike the JDK's stream over a channel this one may be repositioned between reads. */
  private static final class ChannelStream extends java.io.InputStream {
    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
