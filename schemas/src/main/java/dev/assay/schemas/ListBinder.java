package dev.assay.schemas;

import java.util.Arrays;
import java.util.List;

/**
 * Lists of objects, from the {@code items} of a property: {@code {logicalType: object, properties:
 * […]}}. They hold single values, and no lists.
 */
final class ListBinder {
  /** What makes a row unique, or cuts or joins it, is one value of the row. */
  private static final List<String> OF_ROWS =
      List.of("primaryKey", "primaryKeyPosition", "unique", "partitioned", "relationships");

  private ListBinder() {}

  /**
   * The fields of an element; none if the property is no list, or not one that can be.
   *
   * @param list name of the list that the property is itself within, and a point; empty if none
   */
  static List<Field> elements(Part property, String name, String list, boolean trims) {
    boolean isList = property.text("logicalType").orElse("").equals("array");
    if (!isList) {
      refuse(property, "items", "items is of logicalType array");
      refuse(property, "properties", "properties are of a schema, or of the items of an array");
      return List.of();
    }
    if (!list.isEmpty()) {
      property.report("logicalType", "a list within a list is not supported");
      return List.of();
    }
    if (!property.has("items")) {
      property.report(
          "logicalType",
          "logicalType array needs items: {logicalType: object, properties: [\u2026]}");
      return List.of();
    }
    Part items = property.part("items", Keys.ITEMS);
    String logical = items.requiredText("logicalType").orElse("object");
    if (!logical.equals("object")) {
      items.report(
          "logicalType",
          logical.equals("array")
              ? "a list within a list is not supported"
              : "a list of " + logical + " is not supported: items are of logicalType object");
      return List.of();
    }
    return fields(items, name, trims);
  }

  private static List<Field> fields(Part items, String name, boolean trims) {
    List<BoundField> fields = FieldsBinder.bind(items, name + ".", Format.Kind.JSON_LINES, trims);
    for (BoundField field : fields) {
      for (String key : OF_ROWS) {
        refuse(field.part(), key, key + " is of a property of the schema, not of a list's items");
      }
    }
    return fields.stream().map(BoundField::field).toList();
  }

  private static void refuse(Part part, String key, String message) {
    if (part.has(key)) {
      part.report(key, message);
    }
  }

  /** Refuses, of a list, what says how a text becomes a value. */
  static void refuseReading(Part custom) {
    Arrays.stream(BoundField.CUSTOM.split(" "))
        .filter(key -> !key.equals(OnViolation.KEY))
        .forEach(
            key -> refuse(custom, key, key + " does not apply to a list, but to its properties"));
  }
}
