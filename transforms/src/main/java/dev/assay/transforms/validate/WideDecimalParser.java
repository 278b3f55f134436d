package dev.assay.transforms.validate;

import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Decimals of more than 18 digits. */
final class WideDecimalParser extends ValueParser {
  private final Type type;
  private BigDecimal value = BigDecimal.ZERO;

  WideDecimalParser(Type type) {
    this.type = type;
  }

  @Override
  @Nullable String parse(byte[] bytes, int start, int end) {
    if (end - start > DecimalText.MAX_LENGTH) {
      return DecimalText.TOO_LONG;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    if (!DecimalText.isDecimal(text)) {
      return "is not a decimal number";
    }
    if (DecimalText.decimals(text) > type.scale()) {
      return DecimalParser.tooManyDecimals(type.scale());
    }
    BigDecimal read = new BigDecimal(text).setScale(type.scale());
    if (read.precision() > type.precision()) {
      return DecimalParser.tooManyDigits(type.precision(), type.scale());
    }
    value = read;
    return null;
  }

  @Override
  void write(RowEncoder into) {
    into.putDecimal(value);
  }

  @Override
  Object value() {
    return value;
  }
}
