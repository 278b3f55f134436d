package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.assay.pipelines.generate.banking.BankingGenerator;
import dev.assay.pipelines.generate.customer360.RetailerGenerator;
import dev.assay.pipelines.generate.retail.ShopGenerator;
import dev.assay.schemas.Lineage;
import dev.assay.schemas.Table;
import dev.assay.transforms.log.Manifest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A row of gold is what the rows of silver come to that count in it: added up by the conditions of
 * {@link Lineage}, they are its amounts, to the last cent and for every row.
 */
class LineageTest {
  private static final double DIRTY = 0.05;

  @TempDir Path folder;

  @Test
  void addsUpToTheTablesOfABank() throws Exception {
    BankingGenerator.of(120, DIRTY, 5).writeTo(folder.resolve("in"));
    BankingLake lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(folder.resolve("in"), ContractText.bundled().relaxed().option(folder));
    check(lake, "customer_account_balance", "accounts", "total_balance", "sum(balance)");
    check(lake, "customer_account_balance", "accounts", "account_count", "count(*)");
    check(lake, "customer_loan_position", "loans", "total_loan_amount", "sum(loan_amount)");
    check(lake, "account_monthly_activity", "transactions", "transaction_count", "count(*)");
    // A loan without a payment is in no row of the join.
    check(
        lake,
        "customer_loan_position",
        "loan_payments",
        "nullif(total_paid, 0)",
        "sum(payment_amount)");
  }

  @Test
  void addsUpToTheTablesOfARetailer() throws Exception {
    RetailerGenerator.of(80, DIRTY, 5).writeTo(folder.resolve("in"));
    Customer360Lake lake = Customer360Lake.at(folder.resolve("lake"));
    lake.publish(folder.resolve("in"));
    check(lake, "customer_segments", "in_store_transactions", "nullif(in_store_spend, 0)", AMOUNT);
    check(lake, "customer_segments", "online_transactions", "nullif(online_spend, 0)", AMOUNT);
    check(
        lake,
        "agent_performance_summary",
        "customer_service_interactions",
        "nullif(interactions, 0)",
        "count(*)");
    check(
        lake,
        "channel_activity_trends",
        "online_transactions",
        "CASE channel WHEN 'online' THEN transactions END",
        "count(*)");
    check(
        lake,
        "average_order_value",
        "online_transactions",
        "CASE WHEN level <> 'location' THEN revenue END",
        AMOUNT);
    check(
        lake,
        "average_order_value",
        "in_store_transactions",
        "CASE level WHEN 'location' THEN orders END",
        "count(*)");
  }

  @Test
  void addsUpToTheTablesOfAShop() throws Exception {
    ShopGenerator.of(300, 1, DIRTY, 5).writeTo(folder.resolve("in"));
    OnlineRetailLake lake = OnlineRetailLake.at(folder.resolve("lake"));
    lake.publish(folder.resolve("in"));
    String sales = "sum(r.quantity * r.unit_price)";
    check(lake, "agg_daily_sales", "sales", "sales", sales);
    check(lake, "agg_customer_segments", "sales", "sales", sales);
    check(lake, "top_n_products_monthly", "sales", "sales", sales);
    check(lake, "dim_customers", "sales", "monetary", sales);
  }

  private static final String AMOUNT = "sum(amount)";

  /**
   * Compares each row of a table with the rows of a dataset that count in it.
   *
   * @param held what the row holds; a null for one in which none counts
   * @param counted what the rows that count in it come to
   */
  private static void check(
      PipelineLake lake, String table, String dataset, String held, String counted)
      throws Exception {
    Manifest manifest = lake.last();
    String condition = condition(manifest, table, dataset);
    String rows = "(SELECT row_number() OVER () AS id, * FROM gold." + table + ") AS g";
    String sql =
        "SELECT count(*) > 0, count(*) FILTER (held IS DISTINCT FROM counted) FROM (SELECT "
            + held
            + " AS held, c.counted FROM "
            + rows
            + " LEFT JOIN (SELECT g.id, "
            + counted
            + " AS counted FROM "
            + rows
            + " JOIN silver."
            + dataset
            + " AS r ON "
            + condition
            + " GROUP BY g.id) AS c ON c.id = g.id)";
    assertThat(table + " of " + dataset, lake.files(sql), contains(List.of("true", "0")));
  }

  /** The condition, with the files' views in the place of names. */
  private static String condition(Manifest manifest, String table, String dataset) {
    String condition =
        Lineage.of(manifest.pipeline())
            .condition(table, dataset)
            .orElseThrow()
            .replace("told('saleStatuses')", "'" + manifest.options().get("saleStatuses") + "'");
    for (Table silver : manifest.silver()) {
      condition =
          condition.replace("FROM " + silver.name() + " ", "FROM silver." + silver.name() + " ");
    }
    for (Table gold : manifest.gold()) {
      condition = condition.replace("FROM " + gold.name() + " ", "FROM gold." + gold.name() + " ");
    }
    return condition;
  }
}
