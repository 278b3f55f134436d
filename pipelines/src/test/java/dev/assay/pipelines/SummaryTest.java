package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.Manifest.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void accountsForAPublishedBatch() throws IOException {
    assertThat(Summary.of(Results.published()), equalTo(golden("summary-published.txt")));
  }

  @Test
  void saysWhyABatchWasRefused() throws IOException {
    assertThat(Summary.of(Results.refused()), equalTo(golden("summary-refused.txt")));
  }

  @Test
  void saysThatABatchWasPublishedBefore() {
    assertThat(
        Summary.of(Results.publishedBefore()),
        containsString("Already published 2026-01-31 as log entry 7: nothing to do\n"));
  }

  @Test
  void saysWhenTheTablesKeepNewerData() {
    BatchResult result = Results.published();
    BatchResult late =
        new BatchResult(
            result.manifest(),
            true,
            false,
            List.of(),
            List.of(),
            result.output(),
            result.warehouse());
    assertThat(
        Summary.of(late),
        containsString("Published 2026-01-31 as log entry 7: the tables keep newer data\n"));
  }

  @Test
  void shoutsWhenRecordsAreMissing() {
    FileBalance file = new FileBalance("a", "a.csv", 10, 7, 1, 0, Map.of(), Map.of());
    Ledger ledger = new Ledger(List.of(file), List.of(), List.of());
    assertThat(
        Summary.of(Results.of(Status.REFUSED, true, ledger, List.of())),
        containsString("NOT ACCOUNTED FOR: 2 records"));
  }

  @Test
  void shoutsWhenAnAmountDoesNotAddUp() {
    SumBalance sum =
        new SumBalance("total", "a.x", new BigDecimal("3.50"), new BigDecimal("3.005"), List.of());
    TableBalance table = new TableBalance("t", 1, List.of(sum));
    Ledger ledger = new Ledger(List.of(), List.of(table), List.of());
    assertThat(
        Summary.of(Results.of(Status.REFUSED, true, ledger, List.of())),
        containsString("DOES NOT ADD UP, difference 0.495"));
  }

  @Test
  void letsNoFileNameCommandTheTerminal() {
    FileBalance file = new FileBalance("a", "a\033[2J.csv", 1, 1, 0, 0, Map.of(), Map.of());
    Ledger ledger = new Ledger(List.of(file), List.of(), List.of());
    String summary = Summary.of(Results.of(Status.PUBLISHED, true, ledger, List.of()));
    assertThat(summary, containsString("a?[2J.csv"));
    assertThat(summary, not(containsString("\033")));
  }

  @Test
  void leavesRoomForLongNames() {
    String name = "a".repeat(60);
    FileBalance file = new FileBalance("a", name, 1, 1, 0, 0, Map.of(), Map.of());
    Ledger ledger = new Ledger(List.of(file), List.of(), List.of());
    assertThat(
        Summary.of(Results.of(Status.PUBLISHED, true, ledger, List.of())),
        containsString(name + "             1"));
  }

  private static String golden(String name) throws IOException {
    try (var in = SummaryTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
