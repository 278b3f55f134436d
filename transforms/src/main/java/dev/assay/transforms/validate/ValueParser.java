package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.Charset;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads values of one type from text, exactly or not at all, and keeps the one read last. The text
 * is in UTF-8 or, as all it may hold is ASCII, in any character set that has it.
 */
abstract class ValueParser {

  /**
   * Reads a value.
   *
   * @return null if the text is one, else what is wrong with it, for a person
   */
  abstract @Nullable String parse(byte[] bytes, int start, int end);

  /** Writes the value read last. */
  abstract void write(RowEncoder into);

  /**
   * The value read last as the number that orders it: itself, a decimal's unscaled digits, days or
   * microseconds since 1970.
   *
   * @throws UnsupportedOperationException if the type's values are no numbers of 64 bits
   */
  long number() {
    throw new UnsupportedOperationException(getClass().getSimpleName());
  }

  /** The value read last as text or as a decimal, for types whose values are no such numbers. */
  Object value() {
    return number();
  }

  static ValueParser of(Field field, Charset charset) {
    ValueParser parser = plain(field, charset);
    return field.reading().notation().isPlain()
        ? parser
        : new NotationParser(field, charset, parser);
  }

  private static ValueParser plain(Field field, Charset charset) {
    Type type = field.type();
    return switch (type.kind()) {
      case STRING -> new TextParser(charset);
      case INTEGER -> new DecimalParser(Type.decimal(19, 0), "a whole number");
      case DECIMAL ->
          type.isCompactDecimal()
              ? new DecimalParser(type, "a decimal number")
              : new WideDecimalParser(type);
      case BOOLEAN -> new BooleanParser();
      case DATE -> TimeParser.dates(field.reading().formats());
      case TIMESTAMP -> TimeParser.timestamps(field.reading().formats());
      case LIST -> throw new IllegalArgumentException(field.name() + " is a list of values");
    };
  }
}
