package dev.assay.transforms.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * Some thousand encoded rows of one shape, read from one file. A runner moves, stores and counts
 * blocks; only the step that wants a row's value decodes it.
 */
public final class Block {
  private final int input;
  private final String file;
  private final int count;
  private final byte[] bytes;

  Block(int input, String file, int count, byte[] bytes) {
    this.input = input;
    this.file = file;
    this.count = count;
    this.bytes = bytes;
  }

  /** Which of the inputs that are grouped together the rows belong to. */
  public int input() {
    return input;
  }

  /** Name of the file the rows were read from; empty if they come from none. */
  public String file() {
    return file;
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that
        && input == that.input
        && count == that.count
        && file.equals(that.file)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The coder of blocks. Its bytes cross updates of a running job: do not change them. */
  public static AtomicCoder<Block> coder() {
    return BlockCoder.INSTANCE;
  }

  private static final class BlockCoder extends AtomicCoder<Block> {
    private static final long serialVersionUID = 1;

    static final BlockCoder INSTANCE = new BlockCoder();

    @Override
    public void encode(Block block, OutputStream out) throws IOException {
      VarIntCoder.of().encode(block.input, out);
      StringUtf8Coder.of().encode(block.file, out);
      VarIntCoder.of().encode(block.count, out);
      ByteArrayCoder.of().encode(block.bytes, out);
    }

    @Override
    public Block decode(InputStream in) throws IOException {
      return new Block(
          VarIntCoder.of().decode(in),
          StringUtf8Coder.of().decode(in),
          VarIntCoder.of().decode(in),
          ByteArrayCoder.of().decode(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
