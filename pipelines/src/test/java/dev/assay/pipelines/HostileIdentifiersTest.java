package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.banking.BankingOracle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes part of a statement or a path is refused if it could mean more than a name. */
class HostileIdentifiersTest {
  private static final List<String> HOSTILE =
      List.of(
          "x'; DROP TABLE assay.load_audit; --",
          "x\" OR \"1\"=\"1",
          "x` UNION SELECT 1",
          "../../elsewhere",
          "a/b",
          "a\\b",
          "a\u0000b",
          "a\nb",
          "$(id)",
          "%2e%2e",
          ".hidden",
          "\u0430dmin",
          "x".repeat(65));

  /** A delivery with which nothing is wrong: what is refused is the identifier. */
  private static final Path SOUND = BankingOracle.TESTDATA.resolve("small");

  private static final String CONTRACT = "/dev/assay/schemas/contracts/banking.odcs.yaml";

  @TempDir private Path folder;

  @Test
  void refusesThemAsBatchDayAndWarehouse() {
    for (String option : List.of("batch", "asOf", "warehouse")) {
      for (String hostile : HOSTILE) {
        assertRefused("--" + option + "=" + hostile);
      }
    }
    for (String hostile : HOSTILE) {
      assertRefused("--warehouse=bigquery:" + hostile);
    }
  }

  @Test
  void refusesThemAsDomainAndDatasetOfAContract() throws IOException {
    for (String hostile :
        List.of("x; DROP SCHEMA assay", "x''", "a.b", "a/b", "../x", "assay\u0430")) {
      for (String place : List.of("\ndomain: banking\n", "\n  - name: accounts\n")) {
        String replaced = place.replaceFirst(": .*\n", ": '" + hostile.replace("'", "''") + "'\n");
        assertThat(bundled(), containsString(place));
        Path contract = folder.resolve("contract.odcs.yaml");
        Files.writeString(contract, bundled().replace(place, replaced));
        assertRefused("--contract=" + contract);
      }
    }
  }

  private void assertRefused(String option) {
    Path lake = folder.resolve("lake");
    HereRun run = HereRun.of("banking", "--input=" + SOUND, "--output=" + lake, option);

    assertThat(option, run.code(), is(ExitCode.REQUEST));
    assertThat(option, run.err(), not(containsString("\tat ")));
    assertThat(option, Files.exists(lake), is(false));
  }

  private static String bundled() throws IOException {
    try (InputStream in = HostileIdentifiersTest.class.getResourceAsStream(CONTRACT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
