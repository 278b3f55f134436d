package dev.assay.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The type of a column, in a contract, in Parquet and in a warehouse alike.
 *
 * @param kind what the values are
 * @param precision digits in all, for decimals; 0 otherwise
 * @param scale digits after the point, for decimals; 0 otherwise
 * @param elements the columns of an element, for lists; null otherwise, and then not written to
 *     JSON
 */
public record Type(
    Kind kind,
    int precision,
    int scale,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Columns elements)
    implements Serializable {

  /** What the values of a column are. */
  public enum Kind {
    /** Text, UTF-8. */
    STRING,
    /** A whole number of 64 bits. */
    INTEGER,
    /** An exact decimal, at most 38 digits. */
    DECIMAL,
    /** True or false. */
    BOOLEAN,
    /** A day of the calendar, without zone. */
    DATE,
    /** An instant in UTC, to the microsecond. */
    TIMESTAMP,
    /** A list of objects, in its order; it may be empty. */
    LIST
  }

  /** The most digits a decimal can have: BigQuery's NUMERIC and DuckDB's DECIMAL end there. */
  public static final int MAX_PRECISION = 38;

  /**
   * The most digits behind the point that a contract may ask for: BigQuery's NUMERIC has no more.
   */
  public static final int MAX_SCALE = 9;

  public static final Type STRING = new Type(Kind.STRING, 0, 0);
  public static final Type INTEGER = new Type(Kind.INTEGER, 0, 0);
  public static final Type BOOLEAN = new Type(Kind.BOOLEAN, 0, 0);
  public static final Type DATE = new Type(Kind.DATE, 0, 0);
  public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP, 0, 0);

  /** A type of single values. */
  public Type(Kind kind, int precision, int scale) {
    this(kind, precision, scale, null);
  }

  /** Lists of objects that have these columns. */
  public static Type list(Columns elements) {
    return new Type(Kind.LIST, 0, 0, elements);
  }

  /** Decimals of {@code precision} digits in all, {@code scale} of them after the point. */
  public static Type decimal(int precision, int scale) {
    if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "decimal(" + precision + "," + scale + ") is not within decimal(38,0..38)");
    }
    return new Type(Kind.DECIMAL, precision, scale);
  }

  /** Whether every value's unscaled digits fit a long. */
  public boolean isCompactDecimal() {
    return kind == Kind.DECIMAL && precision <= 18;
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case DECIMAL -> name + "(" + precision + "," + scale + ")";
      case LIST -> name + "(" + String.join(", ", elements.names()) + ")";
      default -> name;
    };
  }
}
