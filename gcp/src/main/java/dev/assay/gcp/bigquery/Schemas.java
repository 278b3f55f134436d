package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.warehouse.AuditColumn;
import dev.assay.transforms.warehouse.AuditTable;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.StagedAudit;
import java.util.List;

/** The schemas that files are loaded by: explicit, so that BigQuery guesses nothing. */
final class Schemas {
  /** Records of quarantine, as JSON lines hold them. */
  static final Schema QUARANTINE =
      Schema.of(
          Field.of("dataset", StandardSQLTypeName.STRING),
          Field.of("file", StandardSQLTypeName.STRING),
          Field.of("line", StandardSQLTypeName.INT64),
          Field.of("raw", StandardSQLTypeName.STRING),
          Field.of("masked", StandardSQLTypeName.STRING),
          Field.newBuilder(
                  "violations",
                  StandardSQLTypeName.STRUCT,
                  Field.of("rule", StandardSQLTypeName.STRING),
                  Field.of("field", StandardSQLTypeName.STRING),
                  Field.of("message", StandardSQLTypeName.STRING),
                  Field.of("value", StandardSQLTypeName.STRING))
              .setMode(Field.Mode.REPEATED)
              .build());

  /** Audit rows, as {@link StagedAudit} holds them. */
  static final Schema AUDIT =
      Schema.of(StagedAudit.TABLES.stream().map(Schemas::audit).toArray(Field[]::new));

  private Schemas() {}

  private static Field audit(AuditTable table) {
    return Field.of(
        table.tableName(),
        StandardSQLTypeName.STRUCT,
        FieldList.of(table.columns().stream().map(Schemas::field).toList()));
  }

  private static Field field(AuditColumn column) {
    return switch (column.kind()) {
      case TEXT -> Field.of(column.name(), StandardSQLTypeName.STRING);
      case INTEGER -> Field.of(column.name(), StandardSQLTypeName.INT64);
      case DECIMAL -> Field.of(column.name(), StandardSQLTypeName.NUMERIC);
      case BOOLEAN -> Field.of(column.name(), StandardSQLTypeName.BOOL);
      case DATE -> Field.of(column.name(), StandardSQLTypeName.DATE);
      case TIMESTAMP -> Field.of(column.name(), StandardSQLTypeName.TIMESTAMP);
      case TEXTS ->
          Field.newBuilder(column.name(), StandardSQLTypeName.STRING)
              .setMode(Field.Mode.REPEATED)
              .build();
      case VIOLATIONS -> throw new IllegalArgumentException("violations are not staged");
    };
  }

  /** Of Parquet files with those columns; decimals are of the type that BigQuery reads them as. */
  static Schema of(Columns columns) {
    return Schema.of(fields(columns));
  }

  private static List<Field> fields(Columns columns) {
    return columns.asList().stream().map(Schemas::field).toList();
  }

  private static Field field(Column column) {
    Type type = column.type();
    if (type.kind() == Type.Kind.LIST) {
      return Field.newBuilder(
              column.name(), StandardSQLTypeName.STRUCT, FieldList.of(fields(type.elements())))
          .setMode(Field.Mode.REPEATED)
          .build();
    }
    return Field.newBuilder(column.name(), name(type))
        .setMode(column.nullable() ? Field.Mode.NULLABLE : Field.Mode.REQUIRED)
        .build();
  }

  private static StandardSQLTypeName name(Type type) {
    return switch (type.kind()) {
      case STRING -> StandardSQLTypeName.STRING;
      case INTEGER -> StandardSQLTypeName.INT64;
      case DECIMAL ->
          BigQueryDialect.isLoadedAsNumeric(type)
              ? StandardSQLTypeName.NUMERIC
              : StandardSQLTypeName.BIGNUMERIC;
      case BOOLEAN -> StandardSQLTypeName.BOOL;
      case DATE -> StandardSQLTypeName.DATE;
      case TIMESTAMP -> StandardSQLTypeName.TIMESTAMP;
      case LIST -> StandardSQLTypeName.STRUCT;
    };
  }
}
