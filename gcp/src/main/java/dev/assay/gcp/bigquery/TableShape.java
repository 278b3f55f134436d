package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What must be done for a table to have the columns of its definition. */
final class TableShape {
  private static final Pattern DIGITS = Pattern.compile("\\(\\d+, \\d+\\)");

  private final StagedTable staged;
  private final Columns wanted;

  TableShape(StagedTable staged) {
    this.staged = staged;
    this.wanted = BigQueryDialect.columns(staged);
  }

  private static Map<String, Field> columns(Schema present) {
    Map<String, Field> columns = new LinkedHashMap<>();
    present.getFields().forEach(field -> columns.put(field.getName(), field));
    return columns;
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

  /** Whether there is a column, of a type that takes every value; in a list a wider one does. */
  private static boolean holds(@Nullable Field present, Column column) {
    if (present == null) {
      return false;
    }
    String type = type(present);
    return type.equals(type(column))
        || present.getSubFields() != null
            && type.equals(DIGITS.matcher(type(column)).replaceAll(""));
  }

  /** Whether a table with that schema has the columns, in whatever order. */
  boolean fits(Schema present) {
    Map<String, Field> columns = columns(present);
    return columns.size() == wanted.size()
        && wanted.asList().stream().allMatch(column -> holds(columns.get(column.name()), column));
  }

  /**
   * Statements that change the columns of a table whose rows stay, since a batch brings those of
   * some days only: new columns are null on the rows of others. Of silver these are rows as they
   * were delivered, and a contract may ask for more than it did; rows of gold are to be complete.
   *
   * @throws WarehouseException if the rows there are cannot have the new columns
   */
  List<String> alter(Schema present) {
    Map<String, Field> columns = columns(present);
    List<String> statements = new ArrayList<>();
    for (Column column : wanted) {
      Field old = columns.remove(column.name());
      if (old == null && (column.nullable() || staged.layer() == Layer.SILVER)) {
        statements.add(BigQueryDialect.addColumn(staged.dataset(), staged.table(), column));
      } else if (!holds(old, column)) {
        throw new WarehouseException(
            "Table %s: the rows of other days have no %s %s; recompute all days into another --output and --warehouse."
                .formatted(staged.table().name(), column.name(), type(column)));
      }
    }
    for (String old : columns.keySet()) {
      statements.add(BigQueryDialect.dropColumn(staged.dataset(), staged.table(), old));
    }
    return statements;
  }
}
