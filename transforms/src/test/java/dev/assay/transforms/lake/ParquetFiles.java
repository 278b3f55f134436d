package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Parquet files of few rows, and DuckDB to look into them. */
final class ParquetFiles {

  /** Encodes the fields of a row. */
  interface Put {
    void into(RowEncoder row);
  }

  private ParquetFiles() {}

  /** Nullable columns, given as name, type, name, type … */
  static Columns columns(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new Column((String) namesAndTypes[i], (Type) namesAndTypes[i + 1], true, ""));
    }
    return Columns.of(columns);
  }

  /** Writes rows read from one file, at the lines from 1. */
  static void write(
      Path file, Columns columns, Columns encoded, String batch, String source, List<Put> rows)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet = ParquetRows.to(out, columns, encoded, batch)) {
      append(parquet, encoded, source, rows);
    }
  }

  static void append(ParquetRows parquet, Columns encoded, String source, List<Put> rows)
      throws IOException {
    RowEncoder encoder = new RowEncoder();
    RowCursor cursor = new RowCursor(encoded);
    for (int i = 0; i < rows.size(); i++) {
      encoder.begin(i + 1);
      rows.get(i).into(encoder);
      encoder.end();
      cursor.moveTo(encoder.bytes(), 0);
      parquet.write(cursor, source);
    }
  }

  /** Each row as its values, cast to text, joined by {@code |}. */
  static List<String> query(String select) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("SET TimeZone = 'UTC'");
      List<String> rows = new ArrayList<>();
      try (ResultSet results =
          sql.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + select + ")")) {
        while (results.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(results.getString(i)));
          }
          rows.add(String.join("|", values));
        }
      }
      return rows;
    }
  }
}
