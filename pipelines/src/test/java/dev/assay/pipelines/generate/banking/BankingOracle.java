package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.SqlRows;
import dev.assay.pipelines.generate.Oracle;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What {@code testdata/banking/oracle} says of a folder of five CSV files. */
public final class BankingOracle extends Oracle {

  /** Test data of the domain: hand-made input, expected output, and the oracle's SQL. */
  public static final Path TESTDATA = testdata("banking");

  private static final List<String> DATASETS =
      List.of("accounts", "customers", "loan_payments", "loans", "transactions");
  private static final List<String> TABLES =
      List.of("account_monthly_activity", "customer_account_balance", "customer_loan_position");

  private BankingOracle(Path input) throws IOException, SQLException {
    super(TESTDATA, "banking", DATASETS, TABLES, Map.of("input", SqlRows.quoted(input)));
  }

  /** Reads the five files of that folder. */
  public static BankingOracle of(Path input) throws IOException, SQLException {
    return new BankingOracle(input);
  }

  /** The oracle keeps the words of the files, silver those the contract maps them to. */
  @Override
  protected String silver(String dataset) {
    return dataset.equals("transactions")
        ? "SELECT * REPLACE (CASE WHEN transaction_type IN ('Deposit', 'Withdrawal')"
            + " THEN lower(transaction_type) ELSE transaction_type END AS transaction_type)"
            + " FROM transactions"
        : "FROM " + dataset;
  }
}
