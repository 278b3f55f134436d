package dev.assay.transforms.warehouse;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.log.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What an entry of the log brings to one table of a warehouse that loads files, and what it is
 * called until it is merged.
 *
 * @param layer silver or gold
 * @param dataset the dataset that the table is in
 * @param table its definition
 * @param scope what of the table the files hold, all of it; rows outside it are left alone
 * @param files the files, none if it is empty there
 * @param staging name of the table of {@link #DATASET} that they are loaded into: another for other
 *     files, and the same whenever these are loaded for this batch
 */
public record StagedTable(
    Layer layer, String dataset, Table table, Scope scope, List<DataFile> files, String staging) {

  /** The dataset of tables that are there for the time of a run. */
  public static final String DATASET = "assay_staging";

  private static final int HASH_DIGITS = 16;

  /**
   * So many of a table's name are told; with the layer and the hash that is what a name may have.
   */
  private static final int NAME_LETTERS = 32;

  /** What an entry brings, table by table, silver first. */
  public static List<StagedTable> of(Manifest manifest, Map<TableId, Scope> shown) {
    List<StagedTable> tables = new ArrayList<>();
    manifest
        .definitions()
        .forEach(
            (id, table) -> {
              if (shown.containsKey(id)) {
                tables.add(of(manifest, id.layer(), table, shown.get(id)));
              }
            });
    return List.copyOf(tables);
  }

  private static StagedTable of(Manifest manifest, Layer layer, Table table, Scope scope) {
    List<DataFile> files =
        manifest.files(layer, table.name()).stream().filter(scope::covers).toList();
    return new StagedTable(
        layer,
        manifest.domain() + "_" + layer.folder(),
        table,
        scope,
        files,
        staging(manifest, layer, table.name(), files));
  }

  /** What the records of quarantine are called until they are taken in. */
  public static String quarantine(Manifest manifest, List<DataFile> files) {
    return staging(manifest, Layer.QUARANTINE, "records", files);
  }

  private static String staging(Manifest manifest, Layer layer, String name, List<DataFile> files) {
    List<String> content =
        new ArrayList<>(List.of(manifest.domain(), manifest.pipeline(), manifest.batch()));
    content.add(Long.toString(manifest.number()));
    content.add(name);
    files.forEach(file -> content.add(file.path() + " " + file.sha256()));
    return staging(layer.folder(), name, content);
  }

  /** A name that is told by what goes into the table; the same for the same. */
  static String staging(String kind, String name, List<String> content) {
    return "%s_%s_%s"
        .formatted(kind, name.substring(0, Math.min(name.length(), NAME_LETTERS)), hash(content));
  }

  private static String hash(List<String> content) {
    try {
      byte[] bytes = String.join("\n", content).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Rows of the files, as the manifest counts them. */
  public long rows() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  boolean isGold() {
    return layer == Layer.GOLD;
  }
}
