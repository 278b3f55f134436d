package dev.assay.transforms.validate;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Short texts met lately, and what was made of each: fields whose texts are rewritten have few of
 * them, row after row.
 */
final class RecentTexts {
  private static final int SLOTS = 64;
  private static final int LONGEST = 64;

  private final byte[][] texts = new byte[SLOTS][];
  private final byte[][] made = new byte[SLOTS][];

  /** What was made of a text, if that is known; not to be changed. */
  byte @Nullable [] of(byte[] bytes, int start, int end) {
    byte[] text = texts[slot(bytes, start, end)];
    return text != null && Arrays.equals(text, 0, text.length, bytes, start, end)
        ? made[slot(bytes, start, end)]
        : null;
  }

  /** Keeps what was made of a text, in place of another one perhaps. */
  void keep(byte[] bytes, int start, int end, byte[] value) {
    if (end - start <= LONGEST) {
      int slot = slot(bytes, start, end);
      texts[slot] = Arrays.copyOfRange(bytes, start, end);
      made[slot] = value;
    }
  }

  private static int slot(byte[] bytes, int start, int end) {
    return start == end ? 0 : 7 * (end - start) + bytes[start] + 3 * bytes[end - 1] & SLOTS - 1;
  }
}
