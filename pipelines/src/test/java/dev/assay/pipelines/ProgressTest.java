package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Map<String, Long> totals = new LinkedHashMap<>();

  @Test
  void drawsOneLineADatasetInTheOrderOfTheContract() {
    totals.put("transactions", 2_000_000L);
    totals.put("loans", 1_000L);
    assertThat(
        Progress.lines(totals, Map.of("transactions", 500_000L), Map.of("transactions", 12_345L)),
        contains(
            "  transactions  ███████░░░░░░░░░░░░░░░░░░░░░░░ 500.0 kB of 2.0 MB  12,345 records",
            "  loans         ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░      0 B of 1.0 kB  0 records"));
  }

  @Test
  void neverShowsMoreThanThereIsWhenARetryCountsTwice() {
    totals.put("loans", 1_000L);
    assertThat(
        Progress.lines(totals, Map.of("loans", 1_900L), Map.of("loans", 1L)),
        contains(
            "  loans  ██████████████████████████████   1.0 kB of 1.0 kB  1 record",
            "  all read; computing, auditing, publishing"));
  }

  @Test
  void showsAnEmptyFileAsRead() {
    totals.put("loans", 0L);
    assertThat(
        Progress.lines(totals, Map.of(), Map.of()),
        contains(
            "  loans  ██████████████████████████████      0 B of 0 B  0 records",
            "  all read; computing, auditing, publishing"));
  }
}
