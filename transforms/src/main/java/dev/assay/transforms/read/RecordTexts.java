package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Format;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Turns what a reader stands at into a {@link Record} of texts. */
final class RecordTexts {
  private final Format format;
  private final List<Field> fields;
  private final Header header;
  private final String file;

  RecordTexts(Dataset dataset, Header header, String file) {
    this.format = dataset.format();
    this.fields = dataset.fields();
    this.header = header;
    this.file = file;
  }

  Record record(RecordReader records) {
    List<@Nullable String> texts = new ArrayList<>();
    Problem problem = records.problem();
    if (records.size() > 0) {
      Problem encoding = addTexts(records, texts);
      problem = problem == null ? encoding : problem;
    }
    return Record.builder()
        .setFile(file)
        .setLine(records.line())
        .setRaw(records.raw())
        .setFields(texts)
        .setSize(records.size())
        .setWidth(header.width())
        .setProblemRule(problem == null ? null : problem.rule())
        .setProblem(problem == null ? null : problem.message())
        .build();
  }

  /** What is wrong with the bytes of the first field that is not in its encoding, or null. */
  private @Nullable Problem addTexts(RecordReader records, List<@Nullable String> texts) {
    Problem problem = null;
    for (int i = 0; i < fields.size(); i++) {
      int at = header.columns().get(i);
      try {
        texts.add(text(records, at, fields.get(i)));
      } catch (CharacterCodingException e) {
        texts.add(null);
        problem = problem == null ? encoding(fields.get(i)) : problem;
      }
    }
    return problem;
  }

  private @Nullable String text(RecordReader records, int at, Field field)
      throws CharacterCodingException {
    if (at >= records.size() || records.isNull(at)) {
      return null;
    }
    int length = records.end(at) - records.start(at);
    ByteBuffer bytes = ByteBuffer.wrap(records.bytes(), records.start(at), length);
    String text = records.charset().newDecoder().decode(bytes).toString();
    return !records.isQuoted(at) && isNull(field.trim() ? text.strip() : text, field) ? null : text;
  }

  private boolean isNull(String text, Field field) {
    return format.nullTexts().contains(text) || field.nullTexts().contains(text);
  }

  private Problem encoding(Field field) {
    return new Problem(
        field.name() + "." + FieldRule.Kind.ENCODING.suffix(),
        field.header() + " holds bytes that are not " + format.encoding());
  }
}
