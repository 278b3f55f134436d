package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.Lake.balance;

import dev.assay.transforms.log.Manifest;
import java.nio.file.Path;
import java.util.List;

/** A process that projects one of two batches: warehouse file, lake, number of the batch. */
final class ProjectBatch {
  private ProjectBatch() {}

  public static void main(String[] args) {
    Lake lake = new Lake(Path.of(args[1]));
    Manifest manifest = args[2].equals("1") ? first(lake) : second(lake);
    try (Warehouse warehouse = Warehouse.open("duckdb:" + args[0])) {
      Projection.catchUp(List.of(manifest), lake.root(), warehouse);
    }
  }

  private static Manifest first(Lake lake) {
    return lake.batch(1, "b1").balances(balance("A", "1")).accounts("a1").manifest();
  }

  private static Manifest second(Lake lake) {
    return lake.batch(2, "b2").balances(balance("A", "2"), balance("B", "2")).manifest();
  }
}
