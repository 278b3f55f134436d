package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.SqlRows;
import dev.assay.pipelines.generate.Oracle;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What {@code testdata/customer-360/oracle} says of a folder of nine CSV files. */
public final class Customer360Oracle extends Oracle {

  /** Test data of the pipeline: hand-made input, expected output, and the oracle's SQL. */
  public static final Path TESTDATA = testdata("customer-360");

  private static final List<String> DATASETS =
      List.of(
          "agents",
          "customer_service_interactions",
          "customers",
          "in_store_transactions",
          "loyalty_accounts",
          "loyalty_transactions",
          "online_transactions",
          "products",
          "stores");
  private static final List<String> TABLES =
      List.of(
          "agent_performance_summary",
          "average_order_value",
          "channel_activity_trends",
          "customer_segments");

  private Customer360Oracle(Path input, String saleStatuses) throws IOException, SQLException {
    super(
        TESTDATA,
        "customer360",
        DATASETS,
        TABLES,
        Map.of("input", SqlRows.quoted(input), "statuses", saleStatuses));
  }

  /**
   * Reads the nine files of that folder.
   *
   * @param saleStatuses statuses of orders that are sales, with commas
   */
  public static Customer360Oracle of(Path input, String saleStatuses)
      throws IOException, SQLException {
    return new Customer360Oracle(input, saleStatuses);
  }

  /** Times are read without a zone, and are in UTC. */
  @Override
  protected String silver(String dataset) {
    boolean hasTime = dataset.endsWith("_transactions") || dataset.endsWith("_interactions");
    return hasTime
        ? "SELECT * REPLACE (to_timestamp(epoch(date_time)) AS date_time) FROM " + dataset
        : "FROM " + dataset;
  }
}
