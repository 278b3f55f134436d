package dev.assay.transforms.validate;

import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/** {@code true} and {@code false}, in any case. */
final class BooleanParser extends ValueParser {
  private boolean value;

  @Override
  @Nullable String parse(byte[] bytes, int start, int end) {
    if (end - start > "false".length()) {
      return "is neither true nor false";
    }
    String text =
        new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    value = text.equals("true");
    return value || text.equals("false") ? null : "is neither true nor false";
  }

  @Override
  void write(RowEncoder into) {
    into.putLong(number());
  }

  @Override
  long number() {
    return value ? 1 : 0;
  }
}
