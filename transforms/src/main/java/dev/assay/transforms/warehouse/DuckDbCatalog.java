package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.DuckDbDialect.literal;
import static dev.assay.transforms.warehouse.DuckDbDialect.name;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tables and views there are, and making them as defined, comments included. */
final class DuckDbCatalog {
  private final DuckDbSession session;

  DuckDbCatalog(DuckDbSession session) {
    this.session = session;
  }

  void createSchema(String schema) {
    session.execute("CREATE SCHEMA IF NOT EXISTS " + name(schema));
  }

  /**
   * Makes a gold table as defined, with {@code last_updated} as its last column. One that is there
   * with other columns is dropped, since the batch at hand brings all its rows anyway; or, if it
   * brings those of some days only, gets the new columns, null on the rows of other days.
   */
  void createGold(String schema, Table table) {
    Columns columns = MergedTable.columns(table);
    String qualified = name(schema, table.name());
    List<Shape> present = shapes("current_database()", schema, table.name());
    List<Shape> wanted = shapes(columns, true);
    if (!present.equals(wanted)) {
      boolean isKept = table.incremental() && !present.isEmpty();
      if (isKept) {
        session.execute(
            "CREATE OR REPLACE TEMP TABLE kept AS SELECT %s FROM %s"
                .formatted(taken(table, present, wanted), qualified));
      }
      session.execute("DROP TABLE IF EXISTS " + qualified);
      session.execute("CREATE TABLE " + qualified + " (" + DuckDbDialect.columns(columns) + ")");
      if (isKept) {
        session.execute("INSERT INTO " + qualified + " FROM temp.main.kept");
        session.execute("DROP TABLE temp.main.kept");
      }
    }
    describe("TABLE", schema, table, columns);
  }

  /** What the columns of a table become when it gets others. */
  private static String taken(Table table, List<Shape> present, List<Shape> wanted) {
    List<String> taken = new ArrayList<>();
    for (Shape column : wanted) {
      Optional<Shape> old =
          present.stream().filter(c -> c.name().equals(column.name())).findFirst();
      boolean isNew = old.isEmpty() && column.isNullable();
      if (!isNew && (old.isEmpty() || !old.get().type().equals(column.type()))) {
        throw new WarehouseException(
            "Table %s: the rows of other days have no %s; recompute all days into another --output and --warehouse."
                .formatted(table.name(), column));
      }
      taken.add(isNew ? "NULL::" + column.type() : name(column.name()));
    }
    return String.join(", ", taken);
  }

  /** Makes or replaces a view over the files of a silver table. */
  void createSilver(String schema, Table table, String select) {
    String qualified = name(schema, table.name());
    session.execute("CREATE OR REPLACE VIEW " + qualified + " AS " + select);
    requireTypes("current_database()", schema, table.name(), table);
    describe("VIEW", schema, table, table.columns());
  }

  /** Whether a view of that schema is over files that do not lie under a folder. */
  boolean looksElsewhere(String schema, Path folder) {
    return !session
        .query(
            """
            SELECT view_name FROM duckdb_views()
            WHERE database_name = current_database() AND schema_name = ?
              AND contains(sql, 'read_parquet') AND NOT contains(sql, ?)""",
            row -> row.getString(1),
            schema,
            DuckDbDialect.file(folder))
        .isEmpty();
  }

  void createAudit(AuditTable table) {
    List<String> present =
        shapes("current_database()", AuditTable.SCHEMA, table.tableName()).stream()
            .map(Shape::name)
            .toList();
    List<String> wanted = table.columns().stream().map(AuditColumn::name).toList();
    if (present.equals(wanted)) {
      return;
    }
    if (!present.isEmpty()) {
      throw new WarehouseException(
          "Table assay."
              + table.tableName()
              + " of the warehouse was made by another version of Assay; move the warehouse away,"
              + " and the next run fills a new one from the log.");
    }
    String qualified = name(AuditTable.SCHEMA, table.tableName());
    StringBuilder columns = new StringBuilder();
    for (AuditColumn column : table.columns()) {
      columns.append(columns.isEmpty() ? "" : ", ").append(name(column.name())).append(' ');
      columns.append(DuckDbDialect.type(column.kind()));
    }
    session.execute("CREATE TABLE " + qualified + " (" + columns + ")");
    comment("TABLE " + qualified, table.description());
    for (AuditColumn column : table.columns()) {
      comment("COLUMN " + qualified + "." + name(column.name()), column.description());
    }
  }

  /**
   * Refuses a relation whose columns are not those of the definition: a cast would round amounts in
   * silence.
   */
  void requireTypes(String database, String schema, String relation, Table table) {
    List<Shape> expected = shapes(table.columns(), false);
    List<Shape> found = shapes(database, schema, relation).stream().map(Shape::anyNulls).toList();
    for (int i = 0; i < expected.size(); i++) {
      if (i >= found.size() || !expected.get(i).equals(found.get(i))) {
        throw new WarehouseException(
            "Files of %s: expected column %s, found %s; they were not written by this definition."
                .formatted(
                    table.name(), expected.get(i), i < found.size() ? found.get(i) : "none"));
      }
    }
  }

  /** A column as the catalog tells it. */
  private record Shape(String name, String type, boolean isNullable) {
    /** The catalog quotes the names in a structure where they need it, and only there. */
    Shape {
      type = type.replace("\"", "");
    }

    Shape anyNulls() {
      return new Shape(name, type, true);
    }

    @Override
    public String toString() {
      return name + " " + type;
    }
  }

  private List<Shape> shapes(String database, String schema, String relation) {
    return session.query(
        """
        SELECT column_name, data_type, is_nullable FROM duckdb_columns()
        WHERE database_name = %s AND schema_name = ? AND table_name = ?
        ORDER BY column_index"""
            .formatted(database),
        row -> new Shape(row.getString(1), row.getString(2), row.getBoolean(3)),
        schema,
        relation);
  }

  private static List<Shape> shapes(Columns columns, boolean withNotNull) {
    return columns.asList().stream()
        .map(c -> new Shape(c.name(), DuckDbDialect.type(c.type()), c.nullable() || !withNotNull))
        .toList();
  }

  /** Sets the comments that are not there: a table that was merged into before has them all. */
  private void describe(String kind, String schema, Table table, Columns columns) {
    String qualified = name(schema, table.name());
    Map<String, String> present = comments(schema, table.name());
    if (!MergedTable.described(table).equals(present.getOrDefault("", ""))) {
      comment(kind + " " + qualified, MergedTable.described(table));
    }
    for (Column column : columns) {
      if (!column.description().equals(present.getOrDefault(column.name(), ""))) {
        comment("COLUMN " + qualified + "." + name(column.name()), column.description());
      }
    }
  }

  /** What is said of each column, by its name, and of the table or view, by no name. */
  private Map<String, String> comments(String schema, String relation) {
    Map<String, String> comments = new HashMap<>();
    session.query(
        """
        WITH comments AS (
          SELECT database_name, schema_name, table_name, column_name AS about, comment
          FROM duckdb_columns()
          UNION ALL SELECT database_name, schema_name, table_name, '', comment FROM duckdb_tables()
          UNION ALL SELECT database_name, schema_name, view_name, '', comment FROM duckdb_views())
        SELECT about, comment FROM comments
        WHERE database_name = current_database() AND schema_name = ? AND table_name = ?
          AND comment IS NOT NULL""",
        row -> comments.put(row.getString(1), row.getString(2)),
        schema,
        relation);
    return comments;
  }

  private void comment(String what, String text) {
    session.execute("COMMENT ON " + what + " IS " + (text.isEmpty() ? "NULL" : literal(text)));
  }
}
