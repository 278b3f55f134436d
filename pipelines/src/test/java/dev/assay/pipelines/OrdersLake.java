package dev.assay.pipelines;

import dev.assay.pipelines.generate.orders.OrdersOracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A lake of the feed of orders, whose runs take what lies in a landing folder at once. */
final class OrdersLake extends PipelineLake {
  /** Every payment status that an order can have. */
  static final String EVERY_STATUS = "--saleStatuses=completed,pending,failed";

  /** What {@code orders} and {@code orders-daily} fill between them. */
  static final List<String> ALL_TABLES =
      Stream.of(OrdersOracle.BY_DAY, OrdersOracle.DAILY).flatMap(List::stream).toList();

  private OrdersLake(String pipeline, List<String> tables, Path root) {
    super(pipeline, "orders_gold", tables, root);
  }

  /** Runs {@code assay orders}. */
  static OrdersLake at(Path root) {
    return new OrdersLake("orders", OrdersOracle.BY_DAY, root);
  }

  /** Runs {@code assay orders-daily} on the lake in the same place. */
  OrdersLake daily() {
    return new OrdersLake("orders-daily", ALL_TABLES, root());
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
