package dev.assay.transforms.warehouse;

/** Warehouses in a DuckDB file: {@code duckdb:FILE}. */
public final class DuckDbKind implements WarehouseKind {

  @Override
  public String scheme() {
    return "duckdb";
  }

  @Override
  public Warehouse open(String file, WarehouseSettings settings) {
    return DuckDbWarehouse.open(file, settings);
  }

  @Override
  public WarehouseReader read(String file, WarehouseSettings settings) {
    return DuckDbReader.open(file, settings);
  }

  @Override
  public void check(String file, String lakeRoot, WarehouseSettings settings) {
    DuckDbFile.of(file).check(settings.patience());
  }
}
