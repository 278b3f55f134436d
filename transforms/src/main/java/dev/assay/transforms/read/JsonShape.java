package dev.assay.transforms.read;

import dev.assay.schemas.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the members of a JSON object are: fields by their place, or objects on the way to some. */
final class JsonShape {
  private static final int NO_FIELD = -1;

  private final String path;
  private final int fields;
  private final Map<String, Member> members = new HashMap<>();

  private JsonShape(String path, int fields) {
    this.path = path;
    this.fields = fields;
  }

  /**
   * A member that the contract knows.
   *
   * @param field place of the field among those of its record or element; negative for an object on
   *     the way
   * @param inner what such an object holds, or an element of a list; null for a single value
   */
  record Member(int field, @Nullable JsonShape inner) {
    boolean isObject() {
      return field < 0;
    }

    boolean isList() {
      return field >= 0 && inner != null;
    }
  }

  /** The shape of a record with these fields, in their order. */
  static JsonShape of(List<Field> fields) {
    return of("", fields);
  }

  private static JsonShape of(String path, List<Field> fields) {
    JsonShape shape = new JsonShape(path, fields.size());
    for (int i = 0; i < fields.size(); i++) {
      shape.add(fields.get(i).path(), fields.get(i), i);
    }
    return shape;
  }

  private void add(List<String> names, Field field, int place) {
    String name = names.get(0);
    if (names.size() > 1) {
      members
          .computeIfAbsent(name, n -> new Member(NO_FIELD, new JsonShape(path + n + ".", fields)))
          .inner()
          .add(names.subList(1, names.size()), field, place);
    } else {
      JsonShape element =
          field.elements().isEmpty() ? null : of(path + name + ".", field.elements());
      members.put(name, new Member(place, element));
    }
  }

  @Nullable Member member(String name) {
    return members.get(name);
  }

  /** How many fields the record or the element has that this object is, or is part of. */
  int fields() {
    return fields;
  }

  /** What a member of this object is called from the record on. */
  String path(String name) {
    return path + name;
  }
}
