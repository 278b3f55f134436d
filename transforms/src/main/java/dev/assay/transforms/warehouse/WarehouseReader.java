package dev.assay.transforms.warehouse;

import dev.assay.schemas.RequestException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A warehouse to ask, and not to change. Queries are written in the SQL that DuckDB and BigQuery
 * share; for the little that they do not, there are methods here that render it.
 *
 * <p>Not safe for use by several threads.
 */
public interface WarehouseReader extends AutoCloseable {

  /** The schema of the audit tables. */
  String AUDIT = AuditTable.SCHEMA;

  /**
   * Opens a warehouse that is there.
   *
   * @param uri {@code duckdb:FILE} or {@code bigquery:PROJECT}
   * @throws RequestException if the URI names no warehouse there is on the class path, or there is
   *     none
   * @throws WarehouseException if it cannot be opened, or is held by another process for longer
   *     than the settings' patience
   */
  static WarehouseReader open(String uri, WarehouseSettings settings) {
    return WarehouseKind.of(uri).read(uri.substring(uri.indexOf(':') + 1), settings);
  }

  /** The schemas that have a table of that name, in alphabetical order. */
  List<String> schemasWith(String table);

  /**
   * Rows of a query, in its order. A value is a text, a {@link Boolean}, a {@link
   * java.math.BigDecimal} for any exact number, a {@link java.time.LocalDate}, or a {@link
   * java.time.Instant}.
   *
   * @throws WarehouseException if the warehouse refuses the query
   */
  List<List<@Nullable Object>> query(String sql);

  /**
   * Schema and table for a FROM clause; of BigQuery with the project, since a view needs it.
   *
   * @throws RequestException if one of them is no plain identifier
   */
  String relation(String schema, String table);

  /**
   * The elements of a list, for a FROM clause behind the table whose column it is: after {@code
   * FROM quarantine q,} the elements of {@code q.rules} give a row for each rule of each record.
   */
  String each(String list, String element);

  @Override
  void close();
}
