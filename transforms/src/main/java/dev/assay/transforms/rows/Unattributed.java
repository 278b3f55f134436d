package dev.assay.transforms.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigDecimalCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Rows that a computation could give to none of its results.
 *
 * @param column the column of the result whose sum lacks them, or the name of that promise
 * @param reason why, for a person
 * @param rows how many
 * @param amount what they add up to
 */
public record Unattributed(String column, String reason, long rows, BigDecimal amount) {

  public static AtomicCoder<Unattributed> coder() {
    return UnattributedCoder.INSTANCE;
  }

  private static final class UnattributedCoder extends AtomicCoder<Unattributed> {
    private static final long serialVersionUID = 1;

    static final UnattributedCoder INSTANCE = new UnattributedCoder();

    @Override
    public void encode(Unattributed value, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(value.column, out);
      StringUtf8Coder.of().encode(value.reason, out);
      VarLongCoder.of().encode(value.rows, out);
      BigDecimalCoder.of().encode(value.amount, out);
    }

    @Override
    public Unattributed decode(InputStream in) throws IOException {
      return new Unattributed(
          StringUtf8Coder.of().decode(in),
          StringUtf8Coder.of().decode(in),
          VarLongCoder.of().decode(in),
          BigDecimalCoder.of().decode(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
