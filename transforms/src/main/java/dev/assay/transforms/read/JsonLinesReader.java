package dev.assay.transforms.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One JSON object a line, in UTF-8. The fields of a record are the members of the given names, in
 * the order of the names: texts unescaped, numbers letter by letter, {@code true} and {@code false}
 * as such, arrays and objects as their JSON without blanks. What is absent or {@code null} is null.
 *
 * <p>JSON is taken strictly: no repeated members, nothing behind the object, no lone surrogates. A
 * member of another name is a problem ({@code record.unknownField}) with which the fields are still
 * given.
 */
public final class JsonLinesReader extends RecordReader {
  private static final int NAMES_SHOWN = 5;
  private static final int NAME_SHOWN = 64;

  private final int columns;
  private final Map<String, Integer> positions = new HashMap<>();
  private final JsonFactory json;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final JsonText text = new JsonText();
  private CharBuffer chars = CharBuffer.allocate(1 << 10);

  /**
   * Reads from the start of a file or a range.
   *
   * @param names of the members that make up a record
   */
  public JsonLinesReader(InputStream in, List<String> names, Limits limits, long firstLine) {
    this(in, names, limits, firstLine, LineWindow.USUAL_BYTES);
  }

  JsonLinesReader(InputStream in, List<String> names, Limits limits, long firstLine, int capacity) {
    super(in, StandardCharsets.UTF_8, limits, capacity, firstLine);
    columns = names.size();
    names.forEach(name -> positions.put(name, positions.size()));
    json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
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
    text.clear();
    for (int i = 0; i < columns; i++) {
      addField(0, 0, NULL);
    }
    problem = decode() ? parseText() : Problem.json("the line is not valid UTF-8");
    bytes = text.bytes();
    if (problem != null && !problem.rule().equals("record.unknownField")) {
      size = 0;
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
      Problem reason = members(parser);
      if (reason == null || reason.rule().equals("record.unknownField")) {
        if (parser.nextToken() != null) {
          return Problem.json("something follows the object; one object a line");
        }
      }
      return reason;
    } catch (StreamConstraintsException e) {
      return beyondLimits();
    } catch (JsonProcessingException e) {
      return notJson(e);
    }
  }

  private @Nullable Problem members(JsonParser parser) throws IOException {
    List<String> unknown = new ArrayList<>();
    Problem reason = null;
    int members = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (++members > limits.columns()) {
        return Problem.tooManyFields(limits);
      }
      Integer position = positions.get(name);
      int start = text.length();
      byte kind = value(parser, token);
      if (kind < 0 || (position == null && hasLoneSurrogate(name))) {
        reason = loneSurrogate();
      } else if (position == null) {
        unknown.add(name);
      } else if (text.length() - start > limits.fieldBytes()) {
        reason = Problem.fieldTooLong(limits);
      } else {
        starts[position] = start;
        ends[position] = text.length();
        kinds[position] = kind;
      }
    }
    return reason != null || unknown.isEmpty() ? reason : unknown(unknown);
  }

  /** Appends a value to the text and tells its kind; less than 0 if it is none in UTF-8. */
  private byte value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_NULL:
        return NULL;
      case START_OBJECT, START_ARRAY:
        return nested(parser);
      case VALUE_STRING:
        return appendText(parser) ? QUOTED : -1;
      default:
        return appendText(parser) ? UNQUOTED : -1;
    }
  }

  private boolean appendText(JsonParser parser) throws IOException {
    return text.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private byte nested(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    boolean isSound = true;
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
        isSound &=
            !JsonText.hasLoneSurrogate(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    int end = (int) parser.currentLocation().getCharOffset();
    text.appendCompact(chars.array(), start, end - start);
    return isSound ? UNQUOTED : -1;
  }

  private static Problem notAnObject() {
    return Problem.json("the line is not a JSON object; write one object a line");
  }

  private static boolean hasLoneSurrogate(String name) {
    return JsonText.hasLoneSurrogate(name.toCharArray(), 0, name.length());
  }

  private static Problem loneSurrogate() {
    return Problem.json("a text holds half of a surrogate pair (\\uD800 to \\uDFFF)");
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

  private static Problem unknown(List<String> names) {
    List<String> shown =
        names.stream()
            .limit(NAMES_SHOWN)
            .map(n -> n.length() > NAME_SHOWN ? n.substring(0, NAME_SHOWN) + "…" : n)
            .toList();
    String more =
        names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
    return new Problem(
        "record.unknownField", "the contract has no field for " + String.join(", ", shown) + more);
  }
}
