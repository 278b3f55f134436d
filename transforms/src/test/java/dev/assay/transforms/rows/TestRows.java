package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Rows of every type of column, as given and as drawn. */
public final class TestRows {
  /** One nullable column of each type. */
  public static final Columns EVERY_TYPE =
      columns(
          "text",
          Type.STRING,
          "whole",
          Type.INTEGER,
          "cents",
          Type.decimal(18, 2),
          "wide",
          Type.decimal(38, 9),
          "flag",
          Type.BOOLEAN,
          "day",
          Type.DATE,
          "at",
          Type.TIMESTAMP);

  /** A list whose elements have every type, between two other columns. */
  public static final Columns WITH_LIST =
      columns("id", Type.INTEGER, "items", Type.list(EVERY_TYPE), "note", Type.STRING);

  private TestRows() {}

  /** Nullable columns, given as name, type, name, type … */
  public static Columns columns(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new Column((String) namesAndTypes[i], (Type) namesAndTypes[i + 1], true, ""));
    }
    return Columns.of(columns);
  }

  public static Row row(Columns columns, @Nullable Object... values) {
    return Row.withSchema(columns.toSchema()).attachValues(Arrays.asList(values));
  }

  /** The rows, encoded, as one block; their lines count from 1. */
  public static Block block(Columns columns, int input, String file, List<Row> rows) {
    BlockBuilder builder = new BlockBuilder();
    RowEncoder encoder = new RowEncoder();
    RowType<Row> type = RowType.of(columns);
    for (int i = 0; i < rows.size(); i++) {
      type.encode(rows.get(i), i + 1, encoder);
      builder.append(encoder);
    }
    return builder.build(input, file);
  }

  /** A cursor at the one row, encoded. */
  static RowCursor encoded(Columns columns, Row row) {
    RowCursor cursor = new RowCursor(columns).over(block(columns, 0, "", List.of(row)));
    cursor.next();
    return cursor;
  }

  /** Rows of {@link #EVERY_TYPE}, nulls and the ends of each type among them. */
  public static Arbitrary<Row> rows() {
    return rows(EVERY_TYPE);
  }

  /** Rows of nullable columns, nulls and the ends of each type among them. */
  public static Arbitrary<Row> rows(Columns columns) {
    return Combinators.combine(
            columns.asList().stream().map(column -> values(column.type()).injectNull(0.1)).toList())
        .as(values -> row(columns, values.toArray()));
  }

  public static Arbitrary<Object> values(Type type) {
    return switch (type.kind()) {
      case STRING -> Arbitraries.strings().ofMaxLength(20).filter(TestRows::isText).map(s -> s);
      case INTEGER -> Arbitraries.longs().map(n -> n);
      case DECIMAL -> decimals(type).map(d -> d);
      case BOOLEAN -> Arbitraries.of(true, false).map(b -> b);
      case DATE -> Arbitraries.longs().between(-719_162, 2_932_896).map(LocalDate::ofEpochDay);
      case TIMESTAMP ->
          Arbitraries.longs()
              .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
              .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      case LIST -> rows(type.elements()).list().ofMaxSize(5).map(rows -> rows);
    };
  }

  /** A lone half of a surrogate pair is no text in UTF-8. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static Arbitrary<BigDecimal> decimals(Type type) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    return Arbitraries.bigIntegers()
        .between(most.negate(), most)
        .map(unscaled -> new BigDecimal(unscaled, type.scale()));
  }
}
