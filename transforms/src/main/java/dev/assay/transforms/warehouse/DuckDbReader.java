package dev.assay.transforms.warehouse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A DuckDB file to ask. Nothing outside of it is read, so that views over files have no rows. */
final class DuckDbReader implements WarehouseReader {
  private final DuckDbSession session;

  private DuckDbReader(DuckDbSession session) {
    this.session = session;
  }

  static DuckDbReader open(String file, WarehouseSettings settings) {
    return new DuckDbReader(DuckDbSession.openToRead(DuckDbFile.of(file), settings));
  }

  @Override
  public List<String> schemasWith(String table) {
    return session.query(
        """
        SELECT schema_name FROM duckdb_tables()
        WHERE database_name = current_database() AND table_name = ? ORDER BY schema_name""",
        row -> row.getString(1),
        table);
  }

  @Override
  public List<List<@Nullable Object>> query(String sql) {
    return session.query(sql, DuckDbReader::values);
  }

  private static List<@Nullable Object> values(ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    List<@Nullable Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(value(row.getObject(i)));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (value instanceof Long || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    return value;
  }

  @Override
  public String relation(String schema, String table) {
    return DuckDbDialect.name(schema, table);
  }

  @Override
  public String each(String list, String element) {
    return "UNNEST(" + list + ") AS each_" + element + "(" + element + ")";
  }

  @Override
  public void close() {
    session.close();
  }
}
