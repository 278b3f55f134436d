package dev.assay.transforms.lake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A stream as Parquet wants it; the end of the file is held back until it is whole. */
final class ParquetOutput implements OutputFile {
  private final OutputStream out;
  private @Nullable ByteArrayOutputStream end;

  ParquetOutput(OutputStream out) {
    this.out = out;
  }

  /** To be called once all rows are written: indexes and the footer follow. */
  void endFollows() {
    end = new ByteArrayOutputStream();
  }

  /** To be called once Parquet has written all of the file. */
  void finish() throws IOException {
    if (end != null) {
      out.write(ParquetFooter.inOrder(end.toByteArray()));
      end = null;
    }
  }

  private OutputStream out() {
    return end == null ? out : end;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      private long position;

      @Override
      public long getPos() {
        return position;
      }

      @Override
      public void write(int b) throws IOException {
        out().write(b);
        position++;
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out().write(bytes, offset, length);
        position += length;
      }

      @Override
      public void flush() throws IOException {
        out().flush();
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
