package dev.assay.transforms.warehouse;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.log.Scope;
import java.util.List;
import java.util.Map;

/**
 * Tables for analysts and auditors: a projection of the log, which stays the only truth. A
 * warehouse that was deleted is filled again from the log, row for row, times included: {@code
 * last_updated} and {@code published_at} are the times the log gives, not those of the projection.
 *
 * <p>Not safe for use by several threads.
 */
public interface Warehouse extends AutoCloseable {

  /** As {@link #open(String, WarehouseSettings)}, with {@link WarehouseSettings#DEFAULT}. */
  static Warehouse open(String uri) {
    return open(uri, WarehouseSettings.DEFAULT);
  }

  /**
   * Opens a warehouse, which is made if there is none.
   *
   * @param uri {@code duckdb:FILE} or {@code bigquery:PROJECT}
   * @throws RequestException if the URI names no warehouse there is on the class path
   * @throws WarehouseException if it cannot be opened, or is held by another process for longer
   *     than the settings' patience
   */
  static Warehouse open(String uri, WarehouseSettings settings) {
    return WarehouseKind.of(uri).open(place(uri), settings);
  }

  /**
   * Looks whether a warehouse can be opened, before there is anything to put into it. Makes
   * nothing.
   *
   * @param lakeRoot the folder that what is put into it will lie under
   * @throws RequestException if the URI names no warehouse there is on the class path, or one that
   *     cannot read that folder
   * @throws WarehouseException if it is no warehouse, or is held by another process for longer than
   *     the settings' patience
   */
  static void check(String uri, String lakeRoot, WarehouseSettings settings) {
    WarehouseKind.of(uri).check(place(uri), lakeRoot, settings);
  }

  private static String place(String uri) {
    return uri.substring(uri.indexOf(':') + 1);
  }

  /** Starts to load the engine in the background, so that opening a warehouse later is quick. */
  static void warmUp() {
    DuckDbFile.warmUp();
  }

  /**
   * The batches of a pipeline that the warehouse holds, published or refused, each with the number
   * of the log entry it was taken from.
   */
  Map<String, Long> batches(String pipeline);

  /**
   * Takes one entry of the log, all of it or nothing, in one transaction. Changes nothing if the
   * warehouse has this entry, or a later one of the same batch; replaces what it holds of an
   * earlier one, such as a refusal.
   *
   * @param manifest the entry
   * @param lakeRoot the folder its files lie under; the same for every call
   * @param shown the tables of silver and gold that shall become those of this batch, and of those
   *     that are recomputed by day the days of them that shall; of others, and for a refused batch,
   *     only audit rows are written. The work follows the rows of these days, whatever the table
   *     has of others
   * @param silver the silver that changes with it, whole, for a warehouse that shows it where it is
   *     and does not load it
   * @throws WarehouseException if its files are not what the manifest says, or the warehouse fails
   */
  Publication project(
      Manifest manifest, String lakeRoot, Map<TableId, Scope> shown, List<SilverView> silver);

  /**
   * Lets silver be read where its files are, if it is looked for elsewhere: a lake may have been
   * moved. Changes nothing otherwise, as where silver is loaded and needs its files no more.
   *
   * @param lakeRoot the folder its files lie under
   * @param silver all views of silver
   */
  void followLake(String lakeRoot, List<SilverView> silver);

  /**
   * What a batch changed in the gold tables when it was taken, in the order of the manifest; empty
   * if the warehouse does not have it, or took no more than its audit rows.
   */
  List<TableMerge> merges(Manifest manifest);

  @Override
  void close();
}
