package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.pipelines.generate.banking.BankingGenerator;
import dev.assay.pipelines.generate.banking.BankingOracle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bank may have no loans and no movements yet, or no more. */
class BankingEmptyFilesTest {
  @TempDir private Path folder;

  @Test
  void publishesTablesWithoutRowsFillsThemAndEmptiesThemAgain() throws Exception {
    Path full = folder.resolve("full");
    BankingGenerator.of(60, 0, 3).writeTo(full);
    Path bare = Files.createDirectories(folder.resolve("bare"));
    for (String dataset : BankingLake.DATASETS) {
      List<String> lines = Files.readAllLines(full.resolve(dataset + ".csv"));
      boolean isKept = dataset.equals("customers") || dataset.equals("accounts");
      Files.write(bare.resolve(dataset + ".csv"), isKept ? lines : lines.subList(0, 1));
    }
    BankingLake lake = BankingLake.at(folder.resolve("lake"));
    String contract =
        ContractText.bundled()
            .with(
                "metric: shrinkage\n          mustBeLessOrEqualTo: 50",
                "metric: shrinkage\n          mustBeLessOrEqualTo: 100")
            .option(folder);

    lake.publish(bare, contract, "--asOf=2024-01-01");
    assertThat(
        lake.warehouse(
            "SELECT (SELECT count(*) FROM banking_gold.account_monthly_activity),"
                + " (SELECT count(*) FROM banking_gold.customer_loan_position),"
                + " (SELECT count(*) FROM banking_silver.transactions),"
                + " (SELECT count(*) FROM assay.reconciliation WHERE difference = 0)"),
        contains(List.of("0", "0", "0", "4")));
    checkOracle(lake, bare);
    List<List<String>> balances = balances(lake);

    lake.publish(full, contract, "--asOf=2024-01-02");
    checkOracle(lake, full);

    lake.publish(bare, contract, "--asOf=2024-01-03");
    checkOracle(lake, bare);
    assertThat(balances(lake), equalTo(balances));
  }

  /** With {@code last_updated}: nobody's balance changed. */
  private static List<List<String>> balances(BankingLake lake) throws Exception {
    return lake.warehouse("SELECT * FROM banking_gold.customer_account_balance ORDER BY ALL");
  }

  private static void checkOracle(BankingLake lake, Path input) throws Exception {
    try (BankingOracle oracle = BankingOracle.of(input)) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
    }
  }
}
