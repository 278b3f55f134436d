package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import dev.assay.schemas.Reading;
import dev.assay.schemas.Type;
import java.util.Arrays;
import java.util.List;

/** Datasets of text fields that may all be absent. */
final class Datasets {

  private Datasets() {}

  static Dataset csv(String... fields) {
    return of(Format.CSV, fields);
  }

  static Dataset of(Format format, String... fields) {
    return new Dataset(
        "things",
        "A thing",
        "things.csv",
        format,
        fields(fields),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Fields of text by these headers. */
  static List<Field> fields(String... headers) {
    return Arrays.stream(headers).map(Datasets::field).toList();
  }

  private static Field field(String name) {
    return new Field(name, name, "", Type.STRING, false, Reading.PLAIN, "", List.of());
  }
}
