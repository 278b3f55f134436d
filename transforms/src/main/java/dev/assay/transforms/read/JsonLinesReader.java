package dev.assay.transforms.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.assay.schemas.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One JSON object a line, in UTF-8. The fields of a record are the members that the fields of the
 * dataset name, in their order: texts unescaped, numbers letter by letter, {@code true} and {@code
 * false} as such, lists as {@link ListElements} reads them, and other arrays and objects as their
 * JSON without blanks. What is absent or {@code null}, or within something that is, is null.
 *
 * <p>JSON is taken strictly: no repeated members, nothing behind the object, no lone surrogates. A
 * member of another name, at any depth, is a problem ({@code record.unknownField}) with which the
 * fields are still given.
 */
public final class JsonLinesReader extends RecordReader {
  private final JsonRecord record;
  private final JsonFactory json;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private CharBuffer chars = CharBuffer.allocate(1 << 10);

  /**
   * Reads from the start of a file or a range.
   *
   * @param fields of a record
   */
  public JsonLinesReader(InputStream in, List<Field> fields, Limits limits, long firstLine) {
    this(in, fields, limits, firstLine, LineWindow.USUAL_BYTES);
  }

  JsonLinesReader(InputStream in, List<Field> fields, Limits limits, long firstLine, int capacity) {
    super(in, StandardCharsets.UTF_8, limits, capacity, firstLine);
    record = new JsonRecord(JsonShape.of(fields), limits);
    json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Names with one hash make a record slow to read, and are no reason to refuse it.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.jsonDepth())
                    .maxNumberLength(limits.numberLength())
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  @Override
  public Charset charset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  boolean read() throws IOException {
    while (window.skipBlankLines()) {
      line = window.line;
      int end = lineEnd();
      if (end < 0) {
        refuse(Problem.recordTooLong(limits), LineWindow.NO_QUOTE);
        return true;
      }
      boolean isBlank = isBlank(end);
      rawStart = window.from;
      rawLength = end - window.from;
      window.line++;
      window.from = end < window.to ? window.afterLineEnd(end) : end;
      if (!isBlank) {
        parse();
        return true;
      }
      window.blankLines++;
    }
    return false;
  }

  /** The position of the line break, or -1 if the line is too long. */
  private int lineEnd() throws IOException {
    int length = 0;
    do {
      for (; window.from + length < window.to; length++) {
        byte b = window.bytes[window.from + length];
        if (length > limits.recordBytes()) {
          return -1;
        }
        if (b == '\n' || b == '\r') {
          if (!window.isKnown(window.from + length)) {
            window.more();
          }
          return window.from + length;
        }
      }
    } while (window.more());
    return length > limits.recordBytes() ? -1 : window.from + length;
  }

  private boolean isBlank(int end) {
    for (int i = window.from; i < end; i++) {
      if (window.bytes[i] != ' ' && window.bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void parse() throws IOException {
    record.clear();
    problem = decode() ? parseText() : Problem.json("the line is not valid UTF-8");
    JsonMembers members = record.members();
    bytes = members.text().bytes();
    if (problem == null || problem.rule().equals(Problem.UNKNOWN_FIELD)) {
      for (int i = 0; i < members.size(); i++) {
        addField(members.start(i), members.end(i), members.kind(i));
      }
    }
  }

  private boolean decode() {
    if (chars.capacity() < rawLength) {
      chars = CharBuffer.allocate(2 * rawLength);
    }
    chars.clear();
    ByteBuffer source = ByteBuffer.wrap(window.bytes, rawStart, rawLength);
    boolean isValid = !decoder.reset().decode(source, chars, true).isError();
    chars.flip();
    return isValid;
  }

  private @Nullable Problem parseText() throws IOException {
    try (JsonParser parser = json.createParser(chars.array(), 0, chars.limit())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return notAnObject();
      }
      if (record.read(parser, chars.array()) && parser.nextToken() != null) {
        return Problem.json("something follows the object; one object a line");
      }
      return record.problem();
    } catch (StreamConstraintsException e) {
      return beyondLimits();
    } catch (JsonProcessingException e) {
      return notJson(e);
    }
  }

  private static Problem notAnObject() {
    return Problem.json("the line is not a JSON object; write one object a line");
  }

  private Problem beyondLimits() {
    return Problem.json(
        "JSON is nested deeper than %d, or a number is longer than %d characters"
            .formatted(limits.jsonDepth(), limits.numberLength()));
  }

  /** Jackson's own words quote the record: only what names a repeated member is passed on. */
  private static Problem notJson(JsonProcessingException e) {
    String reason = e.getOriginalMessage();
    long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
    return Problem.json(
        reason.startsWith("Duplicate field")
            ? "a member is repeated: " + reason
            : "the line is not valid JSON, at character " + Math.max(at, 1));
  }
}
