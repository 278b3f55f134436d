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
import dev.assay.schemas.Measure;
import dev.assay.schemas.Type;
import dev.assay.transforms.lake.ParquetFiles.Put;
import dev.assay.transforms.rows.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;
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
        into.putDecimal(new BigDecimal("-12345678901234567890123456789.123456789"));
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
        into.putDecimal(new BigDecimal("99999999999999999999999999999.999999999"));
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

  /** Pages of 20,000 rows: dictionaries that serve, that never do, and that stop doing so. */
  @Test
  void duckDbReadsBackManyPages() throws IOException, SQLException {
    Columns columns =
        ParquetFiles.columns(
            "id",
            Type.STRING,
            "few",
            Type.STRING,
            "late",
            Type.STRING,
            "more",
            Type.STRING,
            "flag",
            Type.BOOLEAN,
            "day",
            Type.DATE,
            "none",
            Type.STRING);
    List<Put> rows =
        IntStream.rangeClosed(1, 70_000).mapToObj(ParquetRowsTest::rowOfManyKinds).toList();
    Path file = folder.resolve("f.parquet");
    ParquetFiles.write(file, columns.plus(Dataset.SOURCE_LINE), columns, "b1", "a.csv", rows);

    assertThat(
        ParquetFiles.query(
            """
            SELECT count(*), count(few), count(late), count(flag), count(none) FROM '%1$s'
            UNION ALL
            SELECT count(*), 0, 0, 0, 0 FROM (SELECT *, _source_line AS n FROM '%1$s')
            WHERE id <> printf('T%%09d', n)
              OR few IS DISTINCT FROM if(n %% 3 = 0, NULL, 'kind ' || n %% 7)
              OR late IS DISTINCT FROM if(n <= 30000, NULL, 'v' || n %% 5)
              OR more <> if(n <= 20000, 'same', repeat('x', 60) || n)
              OR flag IS DISTINCT FROM if(n %% 11 = 0, NULL, n %% 2 = 1)
              OR day <> DATE '2024-01-01' + (n %% 500)::INT
              OR none IS NOT NULL
            """
                .formatted(file)),
        contains("70000|46667|40000|63637|0", "0|0|0|0|0"));
    assertThat(
        ParquetFiles.query(
            """
            SELECT path_in_schema, encodings LIKE '%%DICTIONARY%%', stats_min_value,
              stats_max_value, stats_null_count
            FROM parquet_metadata('%s') WHERE path_in_schema IN ('id', 'few', 'late', 'more', 'day')
            """
                .formatted(file)),
        contains(
            "id|false|T000000001|T000070000|0",
            "few|true|null|null|null",
            "late|true|null|null|null",
            "more|true|null|null|null",
            "day|true|2024-01-01|2025-05-14|0"));
  }

  @Test
  void duckDbAndTheBooksReadSeveralRowGroups() throws IOException, SQLException {
    Columns columns =
        ParquetFiles.columns(
            "id", Type.STRING, "cents", Type.decimal(18, 2), "day", Type.DATE, "few", Type.STRING);
    Path file = folder.resolve("f.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet =
            ParquetRows.to(out, columns.plus(Dataset.SOURCE_FILE), columns, "b1", 1)) {
      List<Put> rows =
          IntStream.rangeClosed(1, 45_000)
              .<Put>mapToObj(
                  n ->
                      into -> {
                        into.putString("T" + n);
                        into.putLong(n);
                        into.putLong(n);
                        into.putString("kind " + n / 10_000);
                      })
              .toList();
      ParquetFiles.append(parquet, columns, "a.csv", rows);
    }

    assertThat(
        ParquetFiles.query(
            "SELECT count(*), count(DISTINCT id), sum(cents), max(day), count(DISTINCT few)"
                + " FROM '%s'".formatted(file)),
        contains("45000|45000|10125225.00|2093-03-16|5"));
    assertThat(
        ParquetFiles.query(
            "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('%s')"
                    .formatted(file)
                + " ORDER BY 1"),
        contains("0|20000", "1|20000", "2|5000"));
    try (ParquetFacts facts =
        ParquetFacts.of(FileSystems.matchNewResource(file.toString(), false))) {
      assertThat(facts.rows(), is(45_000L));
      assertThat(facts.rowsBySource(), is(Map.of("a.csv", 45_000L)));
      assertThat(facts.total(Measure.of("cents")), is(new BigDecimal("10125225.00")));
      assertThat(facts.latest("day"), is(Optional.of(LocalDate.ofEpochDay(45_000))));
    }
  }

  private static Put rowOfManyKinds(int n) {
    return into -> {
      into.putString(String.format("T%09d", n));
      putOrNull(into, n % 3 == 0 ? null : "kind " + n % 7);
      putOrNull(into, n <= 30_000 ? null : "v" + n % 5);
      into.putString(n <= 20_000 ? "same" : "x".repeat(60) + n);
      if (n % 11 == 0) {
        into.putNull();
      } else {
        into.putLong(n % 2);
      }
      into.putLong(LocalDate.of(2024, 1, 1).toEpochDay() + n % 500);
      into.putNull();
    };
  }

  private static void putOrNull(RowEncoder into, @Nullable String text) {
    if (text == null) {
      into.putNull();
    } else {
      into.putString(text);
    }
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
    List<String> amounts =
        List.of(
            "-1.50", "0.00", "9223372036.85", "-9223372036.86", "123456789012345678901234567.89");
    List<Put> rows =
        amounts.stream()
            .<Put>map(amount -> into -> into.putDecimal(new BigDecimal(amount).setScale(9)))
            .toList();
    ParquetFiles.write(file, two, nine, "b1", "", rows);
    assertThat(ParquetFiles.query("SELECT * FROM '" + file + "'"), equalTo(amounts));
  }

  @Test
  void refusesADecimalThatTheScaleOfTheFileWouldRound() {
    Put row = into -> into.putDecimal(new BigDecimal("1.001000000"));
    assertThrows(
        ArithmeticException.class,
        () ->
            ParquetFiles.write(
                folder.resolve("f.parquet"),
                ParquetFiles.columns("d", Type.decimal(38, 2)),
                ParquetFiles.columns("d", Type.decimal(38, 9)),
                "b1",
                "",
                List.of(row)));
  }

  @Test
  void keepsValuesApartThatAreNotLookedAtAgain() throws IOException, SQLException {
    Columns columns = ParquetFiles.columns("n", Type.INTEGER, "late", Type.STRING);
    Path file = folder.resolve("f.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet =
            ParquetRows.to(
                out, columns.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE), columns, "b1")) {
      for (int i = 0; i < 5_000; i++) {
        long n = (i % 3) * 1024L; // they meet where numbers asked for lately are kept
        String late = i < 2_500 ? "v" + i : "again"; // no dictionary, though it would pay later
        Put row =
            into -> {
              into.putLong(n);
              into.putString(late);
            };
        ParquetFiles.append(parquet, columns, i % 5 < 3 ? "a.csv" : "b.csv", List.of(row));
      }
    }
    assertThat(
        ParquetFiles.query(
            "SELECT n, count(*), count(DISTINCT late), count(*) FILTER (late = 'again'),"
                + " count(*) FILTER (_source_file = 'a.csv') FROM '%s' GROUP BY n ORDER BY n"
                    .formatted(file)),
        contains("0|1667|835|833|1000", "1024|1667|834|834|1000", "2048|1666|834|833|1000"));
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
