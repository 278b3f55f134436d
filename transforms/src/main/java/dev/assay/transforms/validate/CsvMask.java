package dev.assay.transforms.validate;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Masks fields of a CSV record; the others stay as they are written, quotes included. */
final class CsvMask implements Masking.RecordMask {
  private final Format format;
  private final Set<Integer> shown;
  private final int width;

  CsvMask(Dataset dataset, List<Integer> columns, int width) {
    this.format = dataset.format();
    this.width = width;
    this.shown = new HashSet<>();
    List<Field> fields = dataset.fields();
    for (int i = 0; i < fields.size() && i < columns.size(); i++) {
      if (fields.get(i).isPublic()) {
        shown.add(columns.get(i));
      }
    }
  }

  @Override
  public Optional<String> mask(String raw) {
    List<String> fields = fields(raw);
    if (fields.size() != width) {
      return Optional.empty();
    }
    StringBuilder masked = new StringBuilder();
    for (int i = 0; i < width; i++) {
      masked.append(i == 0 ? "" : format.delimiter());
      masked.append(shown.contains(i) ? fields.get(i) : Violation.MASK);
    }
    return Optional.of(masked.toString());
  }

  /** The fields as they are written; none if a quote is not closed, or text follows one that is. */
  private List<String> fields(String raw) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (start <= raw.length()) {
      int end = end(raw, start);
      if (end < 0) {
        return List.of();
      }
      fields.add(raw.substring(start, end));
      start = end + 1;
    }
    return fields;
  }

  /** Where a field that starts there ends; -1 if it is not well formed. */
  private int end(String raw, int start) {
    int at = start;
    if (at < raw.length() && raw.charAt(at) == format.quote()) {
      at = afterQuotes(raw, at);
      return at >= 0 && (at == raw.length() || raw.charAt(at) == format.delimiter()) ? at : -1;
    }
    while (at < raw.length() && raw.charAt(at) != format.delimiter()) {
      at++;
    }
    return at;
  }

  /** The place behind the quote that closes the one that stands there; -1 if none does. */
  private int afterQuotes(String raw, int opening) {
    int at = raw.indexOf(format.quote(), opening + 1);
    while (at >= 0 && at + 1 < raw.length() && raw.charAt(at + 1) == format.quote()) {
      at = raw.indexOf(format.quote(), at + 2);
    }
    return at < 0 ? -1 : at + 1;
  }
}
