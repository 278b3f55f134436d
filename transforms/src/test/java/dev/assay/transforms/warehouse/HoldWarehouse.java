package dev.assay.transforms.warehouse;

import java.io.IOException;

/** A process that opens a warehouse, waits for a line, and holds it half a second more. */
final class HoldWarehouse {
  private HoldWarehouse() {}

  @SuppressWarnings("try")
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Warehouse held = Warehouse.open("duckdb:" + args[0])) {
      System.out.println("open");
      System.in.read();
      Thread.sleep(500);
    }
  }
}
