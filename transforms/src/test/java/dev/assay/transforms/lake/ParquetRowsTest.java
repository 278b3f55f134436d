package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.lake.ParquetFiles.Put;
import dev.assay.transforms.rows.RowEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {
  private static final Columns ENCODED =
      ParquetFiles.columns(
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
  private static final Columns SILVER =
      ENCODED.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE, Dataset.BATCH);

  private static final Put FULL =
      into -> {
        into.putString("ä€😀, \"'");
        into.putLong(Long.MIN_VALUE);
        into.putLong(-999_999_999_999_999_999L);
        into.putWideDecimal(new BigDecimal("-12345678901234567890123456789.123456789"));
        into.putLong(1);
        into.putLong(-1);
        into.putLong(1_709_208_000_000_001L);
      };
  private static final Put NULLS =
      into -> {
        for (int i = 0; i < ENCODED.size(); i++) {
          into.putNull();
        }
      };
  private static final Put ENDS =
      into -> {
        into.putString("");
        into.putLong(Long.MAX_VALUE);
        into.putLong(0);
        into.putWideDecimal(new BigDecimal("99999999999999999999999999999.999999999"));
        into.putLong(0);
        into.putLong(2_932_896);
        into.putLong(-1);
      };

  @TempDir Path folder;

  @Test
  void duckDbReadsBackEveryTypeAndNull() throws IOException, SQLException {
    Path file = folder.resolve("f.parquet");
    ParquetFiles.write(file, SILVER, ENCODED, "b1", "a.csv", List.of(FULL, NULLS, ENDS));

    assertThat(
        ParquetFiles.query("SELECT * FROM '" + file + "'"),
        contains(
            "ä€😀, \"'|-9223372036854775808|-9999999999999999.99|"
                + "-12345678901234567890123456789.123456789|true|1969-12-31|"
                + "2024-02-29 12:00:00.000001+00|a.csv|1|b1",
            "null|null|null|null|null|null|null|a.csv|2|b1",
            "|9223372036854775807|0.00|99999999999999999999999999999.999999999|false|9999-12-31|"
                + "1969-12-31 23:59:59.999999+00|a.csv|3|b1"));
    assertThat(
        ParquetFiles.query("SELECT column_type FROM (DESCRIBE SELECT * FROM '" + file + "')"),
        contains(
            "VARCHAR",
            "BIGINT",
            "DECIMAL(18,2)",
            "DECIMAL(38,9)",
            "BOOLEAN",
            "DATE",
            "TIMESTAMP WITH TIME ZONE",
            "VARCHAR",
            "BIGINT",
            "VARCHAR"));
  }

  @Test
  void equalRowsAreEqualBytes() throws IOException {
    Path one = folder.resolve("1.parquet");
    Path other = folder.resolve("2.parquet");
    for (Path file : List.of(one, other)) {
      ParquetFiles.write(file, SILVER, ENCODED, "b1", "a.csv", List.of(FULL, NULLS, ENDS));
    }
    assertThat(Files.mismatch(one, other), is(-1L));
  }

  @Test
  void writesColumnsInTheOrderOfTheFileNotOfTheRow() throws IOException, SQLException {
    Path file = folder.resolve("f.parquet");
    Columns columns = SILVER.select(List.of("_source_line", "cents", "text"));
    ParquetFiles.write(file, columns, ENCODED, "b1", "a.csv", List.of(FULL));
    assertThat(
        ParquetFiles.query("SELECT * FROM '" + file + "'"),
        contains("1|-9999999999999999.99|ä€😀, \"'"));
  }

  @Test
  void writesADecimalAtTheScaleOfTheFile() throws IOException, SQLException {
    Path file = folder.resolve("f.parquet");
    Columns two = ParquetFiles.columns("d", Type.decimal(38, 2));
    Columns nine = ParquetFiles.columns("d", Type.decimal(38, 9));
    Put row = into -> into.putWideDecimal(new BigDecimal("-1.500000000"));
    ParquetFiles.write(file, two, nine, "b1", "", List.of(row));
    assertThat(ParquetFiles.query("SELECT * FROM '" + file + "'"), contains("-1.50"));
  }

  @Test
  void refusesNullWhereTheColumnHasNone() {
    Columns id = Columns.of(List.of(new Column("id", Type.STRING, false, "")));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ParquetFiles.write(
                    folder.resolve("f"), id, id, "b1", "a.csv", List.of(RowEncoder::putNull)));
    assertThat(e.getMessage(), containsString("id is null"));
  }

  @Test
  void refusesAColumnThatRowsDoNotHave() {
    Columns more = ENCODED.plus(new Column("more", Type.STRING, true, ""));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ParquetFiles.write(folder.resolve("f"), more, ENCODED, "b1", "", List.of()));
    assertThat(e.getMessage(), equalTo("rows have no column more"));
  }
}
