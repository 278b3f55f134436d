package dev.assay.transforms.warehouse;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.log.Scope;
import dev.assay.transforms.milestones.Milestone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
  public Publication project(
      Manifest manifest, String lakeRoot, Map<TableId, Scope> shown, List<SilverView> silver) {
    Path lake = Path.of(lakeRoot).toAbsolutePath().normalize();
    session.confineTo(lake);
    return session.inTransaction(() -> projectWithin(manifest, lake, shown, silver));
  }

  private Publication projectWithin(
      Manifest manifest, Path lake, Map<TableId, Scope> shown, List<SilverView> silver) {
    if (audit.number(manifest) >= manifest.number()) {
      return new Publication(manifest.batch(), false, merges(manifest));
    }
    List<TableMerge> merges = new ArrayList<>();
    if (manifest.isPublished()) {
      merges.addAll(mergeGold(manifest, lake, shown));
      replaceSilver(lake, silver);
    }
    writeAudit(manifest, lake, !shown.isEmpty() || manifest.scopes().isEmpty(), merges);
    Milestone.MERGED.reached();
    return new Publication(manifest.batch(), true, merges);
  }

  @Override
  public void followLake(String lakeRoot, List<SilverView> silver) {
    Path lake = Path.of(lakeRoot).toAbsolutePath().normalize();
    Path folder = lake.resolve(Layer.SILVER.folder());
    Set<String> elsewhere =
        silver.stream()
            .map(SilverView::schema)
            .distinct()
            .filter(schema -> catalog.looksElsewhere(schema, folder))
            .collect(Collectors.toSet());
    if (!elsewhere.isEmpty()) {
      session.confineTo(lake);
      session.inTransaction(
          () -> {
            replaceSilver(
                lake, silver.stream().filter(v -> elsewhere.contains(v.schema())).toList());
            return null;
          });
    }
  }

  @Override
  public List<TableMerge> merges(Manifest manifest) {
    List<String> order = manifest.gold().stream().map(Table::name).toList();
    return audit.merges(manifest).stream()
        .sorted(Comparator.comparingInt(merge -> order.indexOf(merge.table())))
        .toList();
  }

  private List<TableMerge> mergeGold(Manifest manifest, Path lake, Map<TableId, Scope> shown) {
    String schema = manifest.domain() + "_gold";
    catalog.createSchema(schema);
    DuckDbGold gold = new DuckDbGold(session, catalog, schema);
    List<TableMerge> merges = new ArrayList<>();
    for (Table table : manifest.gold()) {
      Scope scope = shown.get(new TableId(Layer.GOLD, table.name()));
      if (scope != null) {
        List<DataFile> files =
            manifest.files(Layer.GOLD, table.name()).stream().filter(scope::covers).toList();
        merges.add(gold.merge(table, scope, files, paths(files, lake), manifest.committedAt()));
      }
    }
    return merges;
  }

  private void replaceSilver(Path lake, List<SilverView> silver) {
    for (SilverView view : silver) {
      catalog.createSchema(view.schema());
      String select =
          view.parts().stream()
              .map(
                  part ->
                      DuckDbDialect.selectParquetAs(
                          view.table(), part.table(), paths(part.files(), lake)))
              .collect(Collectors.joining(" UNION ALL "));
      catalog.createSilver(view.schema(), view.table(), select);
    }
  }

  private void writeAudit(Manifest manifest, Path lake, boolean isShown, List<TableMerge> merges) {
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
