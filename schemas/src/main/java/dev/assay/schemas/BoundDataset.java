package dev.assay.schemas;

import java.nio.charset.CharsetEncoder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A schema of a document, bound as far as that goes without its neighbours.
 *
 * @param dataset the dataset, without references
 * @param fields its fields, as bound
 * @param part the schema itself, for what is found out later
 */
record BoundDataset(Dataset dataset, List<BoundField> fields, Part part) {

  /** The custom properties it may have. */
  static final String CUSTOM = FormatBinder.KEYS + " latestBy asOf " + PartitionBinder.KEY;

  /** Binds a schema; none, and a problem, if it has no name to go by. */
  static Optional<BoundDataset> bind(Part schema, Format defaults, boolean trims) {
    Optional<String> name =
        Identifiers.required(schema, "name", "; the file's own name goes in physicalName");
    Part custom = schema.custom(CUSTOM);
    Format format = FormatBinder.bind(custom, defaults);
    List<BoundField> fields =
        FieldsBinder.bind(schema, "", format.kind(), custom.flag("trim", trims));
    checkEncodable(schema, format, format.nullTexts().stream());
    for (BoundField field : fields) {
      Stream.concat(Stream.of(field.field()), field.field().elements().stream())
          .map(Field::reading)
          .forEach(reading -> checkEncodable(field.part(), format, reading));
    }
    SumBinder.check(fields);
    List<String> key = key(fields);
    QualityBinder quality =
        new QualityBinder(
            name.orElse("?"),
            fields.stream().map(BoundField::field).toList(),
            fields.size() == schema.list("properties").size()
                && fields.stream().allMatch(BoundField::hasType));
    schema.parts("quality", "quality", Keys.QUALITY).forEach(quality::bind);
    Dataset dataset =
        new Dataset(
            name.orElse("?"),
            schema.text("description").orElse(""),
            file(schema, name.orElse("?"), format),
            format,
            fields.stream().map(BoundField::field).toList(),
            key,
            latestBy(custom, fields),
            asOf(custom, fields),
            List.of(),
            quality.rules(),
            quality.thresholds(),
            PartitionBinder.field(schema, fields, key).orElse(null),
            PartitionBinder.onConflict(custom, fields));
    return name.map(named -> new BoundDataset(dataset, fields, schema));
  }

  String name() {
    return dataset.name();
  }

  Optional<BoundField> find(String field) {
    return fields.stream().filter(f -> f.name().equals(field)).findFirst();
  }

  List<String> fieldNames() {
    return fields.stream().map(BoundField::name).toList();
  }

  /** Folders go down only. */
  private static final Pattern FILE =
      Pattern.compile("(?:(?!\\.)[^/\\\\\\x00]+/)*(?!\\.\\.)[^/\\\\\\x00]*[^/\\\\\\x00\\s]");

  private static String file(Part schema, String name, Format format) {
    String extension = format.kind() == Format.Kind.CSV ? ".csv" : ".json";
    String file = schema.text("physicalName").orElse(name + extension);
    // The input folder is given when a run is started; a contract must not lead out of it.
    if (!FILE.matcher(file).matches()) {
      schema.report(
          "physicalName",
          "physicalName must be the name of a file, or of one in a folder of the input folder:"
              + " orders/*.json");
    }
    return file;
  }

  /** What is looked for in a file must be something that its bytes can say. */
  private static void checkEncodable(Part part, Format format, Reading reading) {
    checkEncodable(part, format, reading.nullTexts().stream());
    checkEncodable(part, format, Stream.of(reading.notation().currency()));
  }

  private static void checkEncodable(Part part, Format format, Stream<String> texts) {
    CharsetEncoder encoder = format.charset().newEncoder();
    texts
        .filter(text -> !encoder.canEncode(text))
        .forEach(text -> part.report("nothing in " + format.encoding() + " reads \"" + text + '"'));
  }

  private static List<String> key(List<BoundField> fields) {
    List<BoundField> key =
        fields.stream()
            .filter(BoundField::isKey)
            .sorted(Comparator.comparingInt(BoundField::keyPosition))
            .toList();
    Set<Integer> positions = new HashSet<>();
    for (BoundField field : key) {
      if (field.field().type().kind() == Type.Kind.LIST) {
        field.part().report("primaryKey", "is a list, which cannot be part of the primary key");
      }
      if (!field.field().required()) {
        field.part().report("is part of the primary key, so it must be required: true");
      }
      int position = field.keyPosition();
      if (position != Integer.MAX_VALUE && !positions.add(position)) {
        field.part().report("primaryKeyPosition", "another property has this primaryKeyPosition");
      }
    }
    List<String> names = key.stream().map(BoundField::name).toList();
    fields.forEach(field -> requireNotUnique(field, names));
    return names;
  }

  private static void requireNotUnique(BoundField field, List<String> key) {
    if (field.part().flag("unique", false) && !key.equals(List.of(field.name()))) {
      field.part().report("unique", "unique is checked for the primary key alone: leave it out");
    }
  }

  /** A custom property that lists fields. */
  private static List<String> names(Part custom, String property, List<BoundField> fields) {
    List<String> known = fields.stream().map(BoundField::name).toList();
    List<String> names = custom.texts(property);
    for (String name : names) {
      if (!known.contains(name)) {
        custom.report(property, property + ": " + Part.unknown("property", name, known));
      }
    }
    return names;
  }

  private static List<String> latestBy(Part custom, List<BoundField> fields) {
    List<String> names = names(custom, "latestBy", fields);
    for (BoundField field : fields) {
      if (names.contains(field.name()) && field.field().type().kind() == Type.Kind.LIST) {
        custom.report("latestBy", "latestBy: " + field.name() + " is a list, which has no order");
      }
    }
    return names;
  }

  private static List<String> asOf(Part custom, List<BoundField> fields) {
    List<String> names = names(custom, "asOf", fields);
    for (BoundField field : fields) {
      Type.Kind kind = field.field().type().kind();
      if (names.contains(field.name()) && kind != Type.Kind.DATE && kind != Type.Kind.TIMESTAMP) {
        custom.report("asOf", "asOf: " + field.name() + " is neither a date nor a timestamp");
      }
    }
    return names;
  }
}
