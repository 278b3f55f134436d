package dev.assay.pipelines;

import java.nio.file.Path;
import java.util.List;

/** A lake of {@code assay online-retail}. */
final class OnlineRetailLake extends PipelineLake {
  static final List<String> TABLES =
      List.of(
          "agg_customer_segments",
          "agg_daily_sales",
          "dim_customers",
          "dim_dates",
          "dim_products",
          "fact_sales",
          "top_n_products_monthly");

  private OnlineRetailLake(Path root) {
    super("online-retail", "online_retail_gold", TABLES, root);
  }

  static OnlineRetailLake at(Path root) {
    return new OnlineRetailLake(root);
  }
}
