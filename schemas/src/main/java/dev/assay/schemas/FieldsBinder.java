package dev.assay.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code properties} of a schema, or of a list's items, with distinct names and headers. */
final class FieldsBinder {
  private final Format.Kind format;
  private final Set<String> names = new HashSet<>();
  private final Set<String> headers = new HashSet<>();

  private FieldsBinder(Format.Kind format) {
    this.format = format;
  }

  /**
   * Binds the properties that can be.
   *
   * @param list name of the list whose elements have them, and a point; empty for a schema's own
   * @param format of the files that they are read from
   */
  static List<BoundField> bind(Part parent, String list, Format.Kind format, boolean trims) {
    FieldsBinder binder = new FieldsBinder(format);
    List<BoundField> fields = new ArrayList<>();
    for (Part property : parent.parts("properties", "property", Keys.PROPERTY)) {
      Optional<BoundField> bound = BoundField.bind(property, list, trims);
      bound.filter(binder::isNew).ifPresent(fields::add);
    }
    if (parent.list("properties").isEmpty()) {
      parent.report("has no properties");
    }
    return fields;
  }

  private boolean isNew(BoundField field) {
    if (!names.add(field.name())) {
      field.part().report("name", "another property has this name");
      return false;
    }
    String header = field.field().header();
    if (format == Format.Kind.JSON_LINES) {
      checkPath(field.part(), header);
    } else if (field.field().type().kind() == Type.Kind.LIST) {
      field
          .part()
          .report("logicalType", "a list is read from format jsonLines alone, not from csv");
    }
    if (!headers.add(header)) {
      field.part().report("physicalName", "another property has this physicalName");
    }
    return true;
  }

  /** A member is either a value or an object on the way to others. */
  private void checkPath(Part property, String path) {
    if (path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      property.report(
          "physicalName",
          "physicalName \"" + path + "\" is no path: a point stands between names of members");
    }
    for (String other : headers) {
      boolean isWithin = path.startsWith(other + ".");
      if (isWithin || other.startsWith(path + ".")) {
        String within = isWithin ? path + " lies within " + other : other + " lies within " + path;
        property.report("physicalName", within + ", which is a property of its own");
      }
    }
  }
}
