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
  private final Path file;
  private final DuckDbSession session;
  private final DuckDbCatalog catalog;
  private final DuckDbAudit audit;

  private DuckDbWarehouse(Path file, DuckDbSession session) {
    this.file = file;
    this.session = session;
    this.catalog = new DuckDbCatalog(session);
    this.audit = new DuckDbAudit(session, catalog);
  }

  static DuckDbWarehouse open(String name, WarehouseSettings settings) {
    DuckDbFile file = DuckDbFile.of(name);
    DuckDbWarehouse warehouse =
        new DuckDbWarehouse(file.path(), DuckDbSession.open(file, settings));
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
    LocalLake lake = LocalLake.of(lakeRoot, file);
    session.confineTo(lake.folder());
    return session.inTransaction(() -> projectWithin(manifest, lake, shown, silver));
  }

  private Publication projectWithin(
      Manifest manifest, LocalLake lake, Map<TableId, Scope> shown, List<SilverView> silver) {
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
    LocalLake lake = LocalLake.of(lakeRoot, file);
    Path folder = lake.folder(Layer.SILVER);
    Set<String> elsewhere =
        silver.stream()
            .map(SilverView::schema)
            .distinct()
            .filter(schema -> catalog.looksElsewhere(schema, folder))
            .collect(Collectors.toSet());
    if (!elsewhere.isEmpty()) {
      session.confineTo(lake.folder());
      session.inTransaction(
          () -> {
            replaceSilver(
                lake, silver.stream().filter(v -> elsewhere.contains(v.schema())).toList());
            return null;
          });
    }
    lake.keepOnly(
        silver.stream()
            .flatMap(view -> view.parts().stream())
            .flatMap(part -> part.files().stream())
            .toList());
  }

  @Override
  public List<TableMerge> merges(Manifest manifest) {
    List<String> order = manifest.gold().stream().map(Table::name).toList();
    return audit.merges(manifest).stream()
        .sorted(Comparator.comparingInt(merge -> order.indexOf(merge.table())))
        .toList();
  }

  private List<TableMerge> mergeGold(Manifest manifest, LocalLake lake, Map<TableId, Scope> shown) {
    String schema = manifest.domain() + "_gold";
    catalog.createSchema(schema);
    DuckDbGold gold = new DuckDbGold(session, catalog, schema);
    List<TableMerge> merges = new ArrayList<>();
    for (Table table : manifest.gold()) {
      Scope scope = shown.get(new TableId(Layer.GOLD, table.name()));
      if (scope != null) {
        List<DataFile> files =
            manifest.files(Layer.GOLD, table.name()).stream().filter(scope::covers).toList();
        merges.add(gold.merge(table, scope, files, lake.paths(files), manifest.committedAt()));
      }
    }
    return merges;
  }

  private void replaceSilver(LocalLake lake, List<SilverView> silver) {
    for (SilverView view : silver) {
      catalog.createSchema(view.schema());
      String select =
          view.parts().stream()
              .map(
                  part ->
                      DuckDbDialect.selectParquetAs(
                          view.table(), part.table(), lake.paths(part.files())))
              .collect(Collectors.joining(" UNION ALL "));
      catalog.createSilver(view.schema(), view.table(), select);
    }
  }

  private void writeAudit(
      Manifest manifest, LocalLake lake, boolean isShown, List<TableMerge> merges) {
    List<DataFile> quarantine =
        manifest.files().stream().filter(file -> file.layer() == Layer.QUARANTINE).toList();
    audit.replace(manifest, isShown, merges, lake.paths(quarantine), rows(quarantine));
  }

  private static long rows(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  @Override
  public void close() {
    session.close();
  }
}
