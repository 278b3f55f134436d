package dev.assay.pipelines;

import dev.assay.transforms.warehouse.Warehouse;
import java.io.IOException;

/** A process that opens a warehouse and holds it until its stdin ends. */
final class HoldWarehouse {
  private HoldWarehouse() {}

  @SuppressWarnings("try")
  public static void main(String[] args) throws IOException {
    try (Warehouse held = Warehouse.open("duckdb:" + args[0])) {
      System.out.println("open");
      System.in.read();
    }
  }
}
