package dev.assay.transforms.warehouse;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.milestones.Milestone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A warehouse in one DuckDB file: gold as tables, silver as views over the committed Parquet files,
 * which an analyst's session reads itself.
 */
final class DuckDbWarehouse implements Warehouse {
  private final DuckDbSession session;
  private final DuckDbCatalog catalog;
  private final DuckDbAudit audit;

  private DuckDbWarehouse(DuckDbSession session) {
    this.session = session;
    this.catalog = new DuckDbCatalog(session);
    this.audit = new DuckDbAudit(session, catalog);
  }

  static DuckDbWarehouse open(String file, WarehouseSettings settings) {
    DuckDbWarehouse warehouse =
        new DuckDbWarehouse(DuckDbSession.open(DuckDbFile.of(file), settings));
    try {
      warehouse.createAudit();
    } catch (WarehouseException e) {
      warehouse.close();
      throw e;
    }
    return warehouse;
  }

  private void createAudit() {
    session.inTransaction(
        () -> {
          audit.create();
          return null;
        });
  }

  @Override
  public Map<String, Long> batches(String pipeline) {
    return audit.batches(pipeline);
  }

  @Override
  public Publication project(Manifest manifest, String lakeRoot, Set<TableId> current) {
    Path lake = Path.of(lakeRoot).toAbsolutePath().normalize();
    session.confineTo(lake);
    return session.inTransaction(() -> projectWithin(manifest, lake, current));
  }

  private Publication projectWithin(Manifest manifest, Path lake, Set<TableId> current) {
    if (batches(manifest.pipeline()).getOrDefault(manifest.batch(), 0L) >= manifest.number()) {
      return new Publication(manifest.batch(), false, merges(manifest));
    }
    List<TableMerge> merges = new ArrayList<>();
    if (manifest.isPublished() && !current.isEmpty()) {
      merges.addAll(mergeGold(manifest, lake, current));
      replaceSilver(manifest, lake, current);
    }
    writeAudit(manifest, lake, current, merges);
    Milestone.MERGED.reached();
    return new Publication(manifest.batch(), true, merges);
  }

  @Override
  public void followLake(Manifest manifest, String lakeRoot, Set<TableId> current) {
    Path lake = Path.of(lakeRoot).toAbsolutePath().normalize();
    if (catalog.looksElsewhere(silverOf(manifest), lake.resolve(Layer.SILVER.folder()))) {
      session.confineTo(lake);
      session.inTransaction(
          () -> {
            replaceSilver(manifest, lake, current);
            return null;
          });
    }
  }

  private static String silverOf(Manifest manifest) {
    return manifest.domain() + "_silver";
  }

  @Override
  public List<TableMerge> merges(Manifest manifest) {
    List<String> order = manifest.gold().stream().map(Table::name).toList();
    return audit.merges(manifest).stream()
        .sorted(Comparator.comparingInt(merge -> order.indexOf(merge.table())))
        .toList();
  }

  private List<TableMerge> mergeGold(Manifest manifest, Path lake, Set<TableId> current) {
    String schema = manifest.domain() + "_gold";
    catalog.createSchema(schema);
    DuckDbGold gold = new DuckDbGold(session, catalog, schema);
    List<TableMerge> merges = new ArrayList<>();
    for (Table table : among(current, Layer.GOLD, manifest.gold())) {
      List<DataFile> files = manifest.files(Layer.GOLD, table.name());
      merges.add(gold.merge(table, paths(files, lake), rows(files), manifest.committedAt()));
    }
    return merges;
  }

  private void replaceSilver(Manifest manifest, Path lake, Set<TableId> current) {
    String schema = silverOf(manifest);
    catalog.createSchema(schema);
    for (Table table : among(current, Layer.SILVER, manifest.silver())) {
      List<Path> files = paths(manifest.files(Layer.SILVER, table.name()), lake);
      catalog.createSilver(schema, table, DuckDbDialect.selectParquet(table, files));
    }
  }

  private static List<Table> among(Set<TableId> current, Layer layer, List<Table> tables) {
    return tables.stream()
        .filter(table -> current.contains(new TableId(layer, table.name())))
        .toList();
  }

  private void writeAudit(
      Manifest manifest, Path lake, Set<TableId> current, List<TableMerge> merges) {
    boolean isShown = !current.isEmpty() || manifest.tables().isEmpty();
    List<DataFile> quarantine =
        manifest.files().stream().filter(file -> file.layer() == Layer.QUARANTINE).toList();
    audit.replace(manifest, isShown, merges, paths(quarantine, lake), rows(quarantine));
  }

  private static List<Path> paths(List<DataFile> files, Path lake) {
    return files.stream().map(file -> within(lake, file)).toList();
  }

  private static Path within(Path lake, DataFile file) {
    Path path = lake.resolve(file.path()).normalize();
    if (!path.startsWith(lake)) {
      throw new WarehouseException("File " + file.path() + " is not under " + lake + ".");
    }
    return path;
  }

  private static long rows(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  @Override
  public void close() {
    session.close();
  }
}
