package dev.assay.pipelines;

import java.nio.file.Path;
import java.util.List;

/** A lake of {@code assay customer-360}. */
final class Customer360Lake extends PipelineLake {
  static final List<String> TABLES =
      List.of(
          "agent_performance_summary",
          "average_order_value",
          "channel_activity_trends",
          "customer_segments");

  static final String EVERY_STATUS = "--saleStatuses=Completed,Pending,Failed";

  private Customer360Lake(Path root) {
    super("customer-360", "customer360_gold", TABLES, root);
  }

  static Customer360Lake at(Path root) {
    return new Customer360Lake(root);
  }
}
