package dev.assay.pipelines;

import dev.assay.pipelines.generate.orders.OrdersOracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A lake of {@code assay orders}, which takes what lies in a landing folder at once. */
final class OrdersLake extends PipelineLake {
  /** Every payment status that an order can have. */
  static final String EVERY_STATUS = "--saleStatuses=completed,pending,failed";

  private OrdersLake(Path root) {
    super("orders", "orders_gold", OrdersOracle.BY_DAY, root);
  }

  static OrdersLake at(Path root) {
    return new OrdersLake(root);
  }

  @Override
  String inputOption() {
    return "landing";
  }

  /** The files of a test do not change any more, however young they are. */
  @Override
  Run run(Path landing, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    if (all.stream().noneMatch(option -> option.startsWith("--settle="))) {
      all.add("--settle=0");
    }
    return super.run(landing, all.toArray(String[]::new));
  }
}
