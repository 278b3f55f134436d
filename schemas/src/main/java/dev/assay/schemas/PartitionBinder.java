package dev.assay.schemas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes a dataset incremental: its property {@code partitioned}, and the custom property
 * {@code onConflict}.
 */
final class PartitionBinder {
  static final String KEY = "onConflict";

  private static final List<String> OUTCOMES = List.of("fail", "quarantine", "latest");

  private PartitionBinder() {}

  /** Name of the field that rows are cut by; none if the dataset is a snapshot. */
  static Optional<String> field(Part schema, List<BoundField> fields, List<String> key) {
    List<BoundField> partitions = partitions(fields);
    partitions.stream()
        .skip(1)
        .forEach(field -> field.part().report("partitioned", "another property is partitioned"));
    for (BoundField field : partitions) {
      Type.Kind kind = field.field().type().kind();
      if (field.hasType() && kind != Type.Kind.DATE && kind != Type.Kind.TIMESTAMP) {
        field
            .part()
            .report(
                "partitioned",
                "partitioned needs a date or a timestamp: rows are cut by its day, not by "
                    + field.field().type());
      }
      if (!field.field().required()) {
        field.part().report("partitioned", "is partitioned, so it must be required: true");
      }
    }
    if (!partitions.isEmpty() && key.isEmpty()) {
      schema.report("has a partitioned property, so it needs a primaryKey: rows accumulate by it");
    }
    return partitions.stream().map(BoundField::name).findFirst();
  }

  private static List<BoundField> partitions(List<BoundField> fields) {
    return fields.stream().filter(field -> field.part().flag("partitioned", false)).toList();
  }

  static OnConflict onConflict(Part custom, List<BoundField> fields) {
    if (custom.has(KEY) && partitions(fields).isEmpty()) {
      custom.report(
          KEY, "onConflict is of a schema with a partitioned property, whose rows accumulate");
    }
    return custom
        .word(KEY, OUTCOMES)
        .map(word -> OnConflict.valueOf(word.toUpperCase(Locale.ROOT)))
        .orElse(OnConflict.FAIL);
  }
}
