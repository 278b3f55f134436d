package dev.assay.pipelines;

import java.nio.file.Path;
import java.util.List;

/** A lake of {@code assay banking}, unless another pipeline is named. */
final class BankingLake extends PipelineLake {
  static final List<String> DATASETS =
      List.of("accounts", "customers", "loan_payments", "loans", "transactions");
  static final List<String> TABLES =
      List.of("account_monthly_activity", "customer_account_balance", "customer_loan_position");

  private BankingLake(String pipeline, Path root) {
    super(pipeline, "banking_gold", TABLES, root);
  }

  static BankingLake at(Path root) {
    return of("banking", root);
  }

  /** The lake there, as that pipeline writes to it. */
  static BankingLake of(String pipeline, Path root) {
    return new BankingLake(pipeline, root);
  }
}
