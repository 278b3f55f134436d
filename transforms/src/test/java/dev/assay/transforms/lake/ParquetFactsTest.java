package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Measure;
import dev.assay.schemas.Type;
import dev.assay.transforms.lake.ParquetFiles.Put;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFactsTest {
  private static final Columns ENCODED =
      ParquetFiles.columns(
          "cents", Type.decimal(18, 2), "wide", Type.decimal(38, 9), "day", Type.DATE);
  private static final Columns COLUMNS = ENCODED.plus(Dataset.SOURCE_LINE, Dataset.SOURCE_FILE);
  private static final long MOST_CENTS = 999_999_999_999_999_999L;

  @TempDir Path folder;
  private Path file;

  @Test
  void countsRowsOfOneSource() throws IOException {
    write(Map.of("a.csv", List.of(row(1, 1), row(2, 2))));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.rows(), is(2L));
      assertThat(facts.rowsBySource(), equalTo(Map.of("a.csv", 2L)));
    }
  }

  @Test
  void countsRowsOfSeveralSources() throws IOException {
    write(
        Map.of(
            "a.csv",
            List.of(row(1, 1), row(2, 2)),
            "ä.csv",
            List.of(row(1, 3)),
            "x".repeat(5000),
            List.of(row(1, 3))));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.rows(), is(4L));
      assertThat(
          facts.rowsBySource(), equalTo(Map.of("a.csv", 2L, "ä.csv", 1L, "x".repeat(5000), 1L)));
    }
  }

  @Test
  void knowsASourceWhoseNameIsTooLongForTheFooter() throws IOException {
    write(Map.of("x".repeat(5000), List.of(row(1, 1), row(2, 2))));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.rowsBySource(), equalTo(Map.of("x".repeat(5000), 2L)));
    }
  }

  @Test
  void sumsBothKindsOfDecimalsExactlyPast64Bits() throws IOException {
    write(Map.of("a.csv", Collections.nCopies(25, row(MOST_CENTS, 1))));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.total(Measure.of("cents")), is(new BigDecimal("249999999999999999.75")));
      assertThat(
          facts.total(Measure.of("wide")), is(new BigDecimal("249999999999999999.750000000")));
      assertThat(facts.rowsBySource(), equalTo(Map.of("a.csv", 25L)));
    }
  }

  @Test
  void negativesCancelAndNullsCountAsNothing() throws IOException {
    Put nulls =
        into -> {
          into.putNull();
          into.putNull();
          into.putNull();
        };
    write(
        Map.of(
            "a.csv",
            List.of(row(-MOST_CENTS, -5), nulls, row(-MOST_CENTS, -3), row(MOST_CENTS, -4))));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.total(Measure.of("cents")), is(new BigDecimal("-9999999999999999.99")));
      assertThat(
          facts.total(Measure.of("wide")), is(new BigDecimal("-9999999999999999.990000000")));
      assertThat(facts.latest("day"), is(Optional.of(LocalDate.of(1969, 12, 29))));
      assertThat(facts.rows(), is(4L));
    }
  }

  @Test
  void countsTheRowsOfOneText() throws IOException {
    write(Map.of("a.csv", List.of(row(250, 1), row(50, 2)), "b.csv", List.of(row(5, 3))));
    try (ParquetFacts facts = facts()) {
      Map<String, String> ofA = Map.of("_source_file", "a.csv");
      assertThat(facts.total(Measure.rows()), is(new BigDecimal("3")));
      assertThat(facts.total(Measure.rows().where(ofA)), is(new BigDecimal("2")));
      assertThat(facts.total(Measure.of("cents").where(ofA)), is(new BigDecimal("3.00")));
    }
  }

  @Test
  void addsUpProductsExactlyPast64Bits() throws IOException {
    write(Map.of("a.csv", List.of(row(MOST_CENTS, 1), row(-300, 2))));
    try (ParquetFacts facts = facts()) {
      assertThat(
          facts.total(Measure.of("cents * cents")),
          is(new BigDecimal("99999999999999999800000000000009.0001")));
      assertThat(
          facts.total(Measure.of("_source_line * cents")),
          is(new BigDecimal("9999999999999993.99")));
      assertThat(
          facts.total(Measure.of("cents*wide")),
          is(new BigDecimal("99999999999999999800000000000009.00010000000")));
    }
  }

  @Test
  void addsUpNoTextsAndNoDays() throws IOException {
    write(Map.of("a.csv", List.of(row(1, 1))));
    try (ParquetFacts facts = facts()) {
      assertThrows(IllegalArgumentException.class, () -> facts.total(Measure.of("_source_file")));
      assertThrows(IllegalArgumentException.class, () -> facts.total(Measure.of("day")));
      assertThrows(
          IllegalArgumentException.class,
          () -> facts.total(Measure.rows().where(Map.of("cents", "1"))));
    }
  }

  @Test
  void readsAFileOfAFolderWithAnyName() throws IOException {
    folder = Files.createDirectory(folder.resolve("a[1]{b}*"));
    write(Map.of("a.csv", List.of(row(1, 1))));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.rows(), is(1L));
    }
  }

  @Test
  void anEmptyFileHoldsNothing() throws IOException {
    write(Map.of());
    try (ParquetFacts facts = facts()) {
      assertThat(facts.rows(), is(0L));
      assertThat(facts.rowsBySource(), is(Map.of()));
      assertThat(facts.total(Measure.of("cents")), is(new BigDecimal("0.00")));
      assertThat(facts.latest("day"), is(Optional.empty()));
    }
  }

  @Test
  void saysWhichColumnIsNotThere() throws IOException {
    write(Map.of("a.csv", List.of(row(1, 1))));
    try (ParquetFacts facts = facts()) {
      assertThrows(IllegalArgumentException.class, () -> facts.latest("no"));
    }
  }

  private static Put row(long cents, long day) {
    return into -> {
      into.putLong(cents);
      into.putDecimal(BigDecimal.valueOf(cents, 2).setScale(9));
      into.putLong(day);
    };
  }

  private void write(Map<String, List<Put>> rowsBySource) throws IOException {
    file = folder.resolve("f.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet = ParquetRows.to(out, COLUMNS, ENCODED, "b1")) {
      for (Map.Entry<String, List<Put>> source : rowsBySource.entrySet()) {
        ParquetFiles.append(parquet, ENCODED, source.getKey(), source.getValue());
      }
    }
  }

  private ParquetFacts facts() throws IOException {
    return ParquetFacts.of(FileSystems.matchNewResource(file.toString(), false));
  }
}
