package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.Lake.balance;

import dev.assay.transforms.log.Manifest;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that projects a batch: warehouse file, lake, number of the batch; 3 and 4 are the first
 * two of a feed by day.
 */
final class ProjectBatch {
  private ProjectBatch() {}

  public static void main(String[] args) {
    Lake lake = new Lake(Path.of(args[1]));
    List<Manifest> log =
        switch (args[2]) {
          case "1" -> List.of(first(lake));
          case "2" -> List.of(second(lake));
          case "3" -> List.of(visits(lake));
          default -> List.of(visits(lake), laterVisits(lake));
        };
    try (Warehouse warehouse = Warehouse.open("duckdb:" + args[0])) {
      Projection.catchUp(log, lake.root(), warehouse);
    }
  }

  private static Manifest first(Lake lake) {
    return lake.batch(1, "b1").balances(balance("A", "1")).accounts("a1").manifest();
  }

  private static Manifest second(Lake lake) {
    return lake.batch(2, "b2").balances(balance("A", "2"), balance("B", "2")).manifest();
  }

  private static Manifest visits(Lake lake) {
    return lake.batch(3, "b3")
        .ofVisits()
        .visits(1, "('A', 1)", "('B', 1)")
        .visits(2, "('C', 1)")
        .manifest();
  }

  private static Manifest laterVisits(Lake lake) {
    return lake.batch(4, "b4").ofVisits().visits(1, "('B', 2)").visits(3, "('A', 2)").manifest();
  }
}
