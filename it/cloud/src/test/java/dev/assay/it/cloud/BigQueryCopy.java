package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.DatasetListOption;
import com.google.cloud.bigquery.BigQuery.TableListOption;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Copies what a project of BigQuery holds into a DuckDB file, by the types that stand for each
 * other: so that DuckDB can hold it against another one.
 */
final class BigQueryCopy {
  private static final int ROWS_AT_ONCE = 200;
  private static final int MEMBER_SCALE = 2;

  /** More than there are, so that they come on one page: the server loses a page's successor. */
  private static final int ALL = 1000;

  private final BigQuery client;
  private final Statement statement;

  private BigQueryCopy(BigQuery client, Statement statement) {
    this.client = client;
    this.statement = statement;
  }

  /** Copies all datasets but that of staging, which must be empty. */
  static void copy(BigQuery client, Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      new BigQueryCopy(client, statement).copyDatasets();
    }
  }

  private void copyDatasets() throws Exception {
    for (Dataset dataset : client.listDatasets(DatasetListOption.pageSize(ALL)).getValues()) {
      String name = dataset.getDatasetId().getDataset();
      List<String> tables = new ArrayList<>();
      dataset
          .list(TableListOption.pageSize(ALL))
          .getValues()
          .forEach(table -> tables.add(table.getTableId().getTable()));
      if (name.equals("assay_staging")) {
        assertThat("left in staging", tables, is(List.of()));
        continue;
      }
      tables.remove("turns"); // only BigQuery needs it
      if (!tables.isEmpty()) {
        statement.execute("CREATE SCHEMA " + name);
      }
      for (String table : tables) {
        copyTable(client.getTable(TableId.of(name, table)));
      }
    }
  }

  private void copyTable(Table table) throws Exception {
    TableId id = table.getTableId();
    Schema schema = table.getDefinition().getSchema();
    // Silver is a view in DuckDB, whose columns are never declared as not null.
    boolean isGold = id.getDataset().endsWith("_gold");
    StringJoiner columns = new StringJoiner(", ");
    for (Field field : schema.getFields()) {
      boolean isRequired = isGold && field.getMode() == Field.Mode.REQUIRED;
      columns.add(quoted(field) + " " + type(field) + (isRequired ? " NOT NULL" : ""));
    }
    String name = id.getDataset() + "." + id.getTable();
    statement.execute("CREATE TABLE " + name + " (" + columns + ")");
    List<String> rows = new ArrayList<>();
    for (FieldValueList row : client.listTableData(id, schema).iterateAll()) {
      rows.add(row(schema.getFields(), row, "(", ")", false));
      if (rows.size() == ROWS_AT_ONCE) {
        insert(name, rows);
      }
    }
    insert(name, rows);
  }

  private void insert(String table, List<String> rows) throws Exception {
    if (!rows.isEmpty()) {
      statement.execute("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
      rows.clear();
    }
  }

  private static String quoted(Field field) {
    return '"' + field.getName() + '"';
  }

  /** The type of DuckDB that stands for one of BigQuery. */
  private static String type(Field field) {
    String type =
        switch (field.getType().getStandardType()) {
          case STRING -> "VARCHAR";
          case INT64 -> "BIGINT";
          case BOOL -> "BOOLEAN";
          case DATE -> "DATE";
          case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
          case NUMERIC, BIGNUMERIC -> decimal(field);
          case STRUCT -> {
            StringJoiner members = new StringJoiner(", ", "STRUCT(", ")");
            field
                .getSubFields()
                .forEach(member -> members.add(quoted(member) + " " + member(member)));
            yield members.toString();
          }
          default -> throw new AssertionError(field + " stands for nothing of DuckDB");
        };
    return field.getMode() == Field.Mode.REPEATED ? type + "[]" : type;
  }

  /** The server forgets the digits of a decimal in a list: here those of the contract of orders. */
  private static String member(Field field) {
    return isDecimalOfUnknownDigits(field) ? "DECIMAL(18,%d)".formatted(MEMBER_SCALE) : type(field);
  }

  private static boolean isDecimalOfUnknownDigits(Field field) {
    return field.getType().getStandardType() == StandardSQLTypeName.NUMERIC
        && field.getPrecision() == null;
  }

  /** A NUMERIC of all digits that it can have at its scale was a decimal of 38. */
  private static String decimal(Field field) {
    long scale = field.getScale() == null ? 9 : field.getScale();
    long precision = field.getPrecision() == null ? 38 : field.getPrecision();
    return "DECIMAL(%d,%d)".formatted(precision == scale + 29 ? 38 : precision, scale);
  }

  private static String row(
      FieldList fields, FieldValueList values, String start, String end, boolean isNamed) {
    StringJoiner row = new StringJoiner(", ", start, end);
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      row.add(
          isNamed
              ? quoted(field) + ": " + member(field, values.get(i))
              : literal(field, values.get(i)));
    }
    return row.toString();
  }

  private static String member(Field field, FieldValue value) {
    if (value.isNull() || !isDecimalOfUnknownDigits(field)) {
      return literal(field, value);
    }
    BigDecimal exact =
        new BigDecimal(value.getStringValue()).setScale(MEMBER_SCALE, RoundingMode.UNNECESSARY);
    return "CAST('" + exact.toPlainString() + "' AS " + member(field) + ")";
  }

  private static String literal(Field field, FieldValue value) {
    if (field.getMode() == Field.Mode.REPEATED) {
      Field element = field.toBuilder().setMode(Field.Mode.NULLABLE).build();
      StringJoiner list = new StringJoiner(", ", "CAST([", "] AS " + type(field) + ")");
      value.getRepeatedValue().forEach(each -> list.add(literal(element, each)));
      return list.toString();
    } else if (value.isNull()) {
      return "NULL";
    } else if (field.getSubFields() != null) {
      return row(field.getSubFields(), value.getRecordValue(), "{", "}", true);
    }
    return "CAST('" + text(field, value).replace("'", "''") + "' AS " + type(field) + ")";
  }

  private static String text(Field field, FieldValue value) {
    return switch (field.getType().getStandardType()) {
      case TIMESTAMP -> Instant.EPOCH.plus(value.getTimestampValue(), ChronoUnit.MICROS).toString();
      case NUMERIC, BIGNUMERIC -> new BigDecimal(value.getStringValue()).toPlainString();
      default -> value.getStringValue();
    };
  }
}
