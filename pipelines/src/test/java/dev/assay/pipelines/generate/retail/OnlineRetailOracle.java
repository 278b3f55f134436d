package dev.assay.pipelines.generate.retail;

import dev.assay.pipelines.SqlRows;
import dev.assay.pipelines.generate.Oracle;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What {@code testdata/online-retail/oracle} says of a folder of CSV files. */
public final class OnlineRetailOracle extends Oracle {

  /** Test data of the pipeline: hand-made input, expected output, and the oracle's SQL. */
  public static final Path TESTDATA = testdata("online-retail");

  private static final List<String> TABLES =
      List.of(
          "agg_customer_segments",
          "agg_daily_sales",
          "dim_customers",
          "dim_dates",
          "dim_products",
          "fact_sales",
          "top_n_products_monthly");

  private OnlineRetailOracle(Path input, String asOf, int topN) throws IOException, SQLException {
    super(
        TESTDATA,
        "online_retail",
        List.of("sales"),
        TABLES,
        Map.of("input", SqlRows.quoted(input), "as_of", asOf, "top_n", Integer.toString(topN)));
  }

  /** Reads the files of that folder; scores are for the day after the last invoice. */
  public static OnlineRetailOracle of(Path input) throws IOException, SQLException {
    return new OnlineRetailOracle(input, "", 10);
  }

  /** The same, with what {@code --asOf} and {@code --topN} give. */
  public static OnlineRetailOracle of(Path input, String asOf, int topN)
      throws IOException, SQLException {
    return new OnlineRetailOracle(input, asOf, topN);
  }
}
