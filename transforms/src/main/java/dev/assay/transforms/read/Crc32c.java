package dev.assay.transforms.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** CRC-32C of a stream, and of a whole from the checksums of its parts. */
public final class Crc32c {
  /** The polynomial of Castagnoli, lowest bit for the highest power. */
  private static final int POLYNOMIAL = 0x82F63B78;

  /** {@code x^0} in that order of bits. */
  private static final int ONE = 0x80000000;

  private static final int BUFFER = 1 << 20;

  private Crc32c() {}

  /**
   * The checksum of two parts, one behind the other, the second {@code secondLength} bytes long.
   */
  public static int combine(int first, int second, long secondLength) {
    return multiply(first, powerOfX(8 * secondLength)) ^ second;
  }

  /** The checksum of all that a stream holds, in hex. */
  public static String of(InputStream in) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      crc.update(buffer, 0, read);
    }
    return toHex((int) crc.getValue());
  }

  /** As eight hexadecimal digits. */
  public static String toHex(int crc) {
    return String.format("%08x", crc);
  }

  private static int powerOfX(long exponent) {
    int result = ONE;
    int square = ONE >>> 1;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    return result;
  }

  /** The product of two polynomials over GF(2), modulo the polynomial. */
  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) != 0 ? POLYNOMIAL : 0);
    }
    return product;
  }
}
