package dev.assay.transforms.validate;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.read.RecordReader;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What is kept of refused records where their classified values must not be read: the fields of the
 * contract as a JSON object, each classified one as its keyed hash. The text of the record cannot
 * be kept, since it holds the values.
 *
 * <p>Of a record whose fields cannot be told apart (too many of them, too few, a malformed quote) a
 * value may stand in the place of another field. It is kept as one hash of the whole, {@code
 * {"record": "hmac-sha256:…"}}, and its violations show no value.
 */
public final class HiddenRecords {
  private final List<Field> fields;
  private final List<Integer> positions;
  private final int width;
  private final Charset charset;
  private final KeyedHash hash;

  /**
   * Of the records of one file.
   *
   * @param positions where each field of the dataset stands in a record, in the dataset's order
   * @param width how many fields a sound record has
   * @param charset of the records' bytes
   */
  public HiddenRecords(
      Dataset dataset, List<Integer> positions, int width, Charset charset, KeyedHash hash) {
    this.fields = dataset.fields();
    this.positions = positions;
    this.width = width;
    this.charset = charset;
    this.hash = hash;
  }

  /** What stands for the text of the record that the reader is at. */
  public String raw(RecordReader record) {
    return Json.write(
        isToldApart(record) ? fields(record) : Map.of("record", hash.of(record.raw())));
  }

  /** Its violations, with the values that may be shown. */
  public List<Violation> violations(RecordReader record, List<Violation> violations) {
    return isToldApart(record)
        ? violations
        : violations.stream().map(HiddenRecords::withoutValue).toList();
  }

  private boolean isToldApart(RecordReader record) {
    return record.problem() == null && record.size() == width;
  }

  private Map<String, @Nullable String> fields(RecordReader record) {
    Map<String, @Nullable String> shown = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      shown.put(field.header(), shown(record, positions.get(i), field.isPublic()));
    }
    return shown;
  }

  private @Nullable String shown(RecordReader record, int position, boolean isPublic) {
    if (record.isNull(position)) {
      return null;
    }
    int start = record.start(position);
    int end = record.end(position);
    return isPublic
        ? ValueValidator.shown(record.bytes(), start, end, charset)
        : hash.of(new String(record.bytes(), start, end - start, charset));
  }

  private static Violation withoutValue(Violation violation) {
    return Violation.of(
        violation.getRule(),
        violation.getField(),
        violation.getMessage(),
        violation.getValue() == null ? null : Violation.MASK);
  }
}
