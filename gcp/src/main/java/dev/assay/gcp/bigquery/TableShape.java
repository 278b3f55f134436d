package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be done for a table to have the columns of its definition. */
final class TableShape {
  private final String dataset;
  private final Table table;
  private final Columns wanted;

  /**
   * @param wanted the columns that it shall have, those that no definition holds among them
   */
  TableShape(String dataset, Table table, Columns wanted) {
    this.dataset = dataset;
    this.table = table;
    this.wanted = wanted;
  }

  /** The columns there are, by name; each as its type is written in a definition. */
  private static Map<String, String> types(Schema present) {
    return present.getFields().stream().collect(Collectors.toMap(Field::getName, TableShape::type));
  }

  private static String type(Field field) {
    String type =
        field.getSubFields() == null
            ? field.getType().getStandardType().name()
            : field.getSubFields().stream()
                .map(member -> member.getName() + " " + type(member))
                .collect(Collectors.joining(", ", "STRUCT<", ">"));
    String digits =
        field.getPrecision() == null
            ? ""
            : "(%d, %d)"
                .formatted(field.getPrecision(), field.getScale() == null ? 0 : field.getScale());
    return field.getMode() == Field.Mode.REPEATED ? "ARRAY<" + type + ">" : type + digits;
  }

  private static String type(Column column) {
    return BigQueryDialect.type(column.type()).replace("`", "");
  }

  /** Whether a table with that schema has the columns, in whatever order. */
  boolean fits(Schema present) {
    Map<String, String> types = types(present);
    return types.size() == wanted.size()
        && wanted.asList().stream()
            .allMatch(column -> type(column).equals(types.get(column.name())));
  }

  /**
   * Statements that change the columns of a table whose rows stay, since a batch brings those of
   * some days only: new columns are null on the rows of others.
   *
   * @throws WarehouseException if the rows there are cannot have the new columns
   */
  List<String> alter(Schema present) {
    Map<String, String> types = types(present);
    List<String> statements = new ArrayList<>();
    for (Column column : wanted) {
      String type = types.remove(column.name());
      if (type == null && column.nullable()) {
        statements.add(BigQueryDialect.addColumn(dataset, table, column));
      } else if (!type(column).equals(type)) {
        throw new WarehouseException(
            "Table %s: the rows of other days have no %s %s; recompute all days into another --output and --warehouse."
                .formatted(table.name(), column.name(), type(column)));
      }
    }
    types
        .keySet()
        .forEach(column -> statements.add(BigQueryDialect.dropColumn(dataset, table, column)));
    return statements;
  }
}
