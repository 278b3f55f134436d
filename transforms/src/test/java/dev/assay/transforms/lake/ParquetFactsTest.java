package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
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
  private static final Columns COLUMNS = ENCODED.plus(Dataset.SOURCE_FILE);
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
      assertThat(facts.sum("cents"), is(new BigDecimal("249999999999999999.75")));
      assertThat(facts.sum("wide"), is(new BigDecimal("249999999999999999.750000000")));
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
      assertThat(facts.sum("cents"), is(new BigDecimal("-9999999999999999.99")));
      assertThat(facts.sum("wide"), is(new BigDecimal("-9999999999999999.990000000")));
      assertThat(facts.latest("day"), is(Optional.of(LocalDate.of(1969, 12, 29))));
      assertThat(facts.rows(), is(4L));
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
      assertThat(facts.sum("cents"), is(new BigDecimal("0.00")));
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
      into.putWideDecimal(BigDecimal.valueOf(cents, 2).setScale(9));
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
