package dev.assay.transforms.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Takes the JSON object of a record apart: each value goes to the place of its field. Past a limit,
 * or at half of a surrogate pair, it stops; what else is wrong is noted, all of it.
 */
final class JsonRecord {
  private final JsonShape shape;
  private final Limits limits;
  private final JsonMembers members = new JsonMembers();

  /** The element of a list that is being read; lists hold no lists. */
  private final JsonMembers element = new JsonMembers();

  private final JsonText other = new JsonText();
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> notObjects = new LinkedHashSet<>();
  private @Nullable Problem stopped;
  private JsonParser parser;
  private char[] chars;

  JsonRecord(JsonShape shape, Limits limits) {
    this.shape = shape;
    this.limits = limits;
  }

  /** The fields of the record, in the order of the shape. */
  JsonMembers members() {
    return members;
  }

  /** Starts over with a record that has no members yet. */
  void clear() {
    members.clear(shape.fields());
    unknown.clear();
    notObjects.clear();
    stopped = null;
  }

  /**
   * Reads the members of the object that the parser has entered.
   *
   * @param source the characters that the parser reads
   * @return false if it stopped before the end of the object
   */
  boolean read(JsonParser from, char[] source) throws IOException {
    parser = from;
    chars = source;
    object(shape, members);
    return stopped == null;
  }

  /** What is wrong with the record, or null. */
  @Nullable Problem problem() {
    if (stopped != null) {
      return stopped;
    }
    if (!notObjects.isEmpty()) {
      return Problem.notAnObject(notObjects);
    }
    return unknown.isEmpty() ? null : Problem.unknownField(unknown);
  }

  private void object(JsonShape of, JsonMembers into) throws IOException {
    int count = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (++count > limits.columns()) {
        stopped = Problem.tooManyFields(limits);
      } else {
        member(of, name, token, into);
      }
      if (stopped != null) {
        return;
      }
    }
  }

  private void member(JsonShape of, String name, JsonToken token, JsonMembers into)
      throws IOException {
    JsonShape.Member member = of.member(name);
    if (member == null) {
      passOver(token, of.path(name), unknown);
    } else if (member.isObject() && token == JsonToken.START_OBJECT) {
      object(member.inner(), into);
    } else if (member.isObject() && token != JsonToken.VALUE_NULL) {
      passOver(token, of.path(name), notObjects);
    } else if (member.isList() && token != JsonToken.VALUE_NULL) {
      list(member, token, into);
    } else if (token != JsonToken.VALUE_NULL) {
      value(member.field(), token, into);
    }
  }

  private void passOver(JsonToken token, String path, Set<String> into) throws IOException {
    other.clear();
    append(token, other);
    if (JsonText.hasLoneSurrogate(path.toCharArray(), 0, path.length())) {
      stopped = Problem.loneSurrogate();
    }
    into.add(path);
  }

  private void value(int field, JsonToken token, JsonMembers into) throws IOException {
    int start = into.text().length();
    append(token, into.text());
    place(
        field,
        start,
        token == JsonToken.VALUE_STRING ? RecordReader.QUOTED : RecordReader.UNQUOTED,
        into);
  }

  private void place(int field, int start, byte kind, JsonMembers into) {
    if (into.text().length() - start > limits.fieldBytes()) {
      stopped = Problem.fieldTooLong(limits);
    } else {
      into.set(field, start, kind);
    }
  }

  /** A list is quoted, as it were: no text of it means that there is none. */
  private void list(JsonShape.Member list, JsonToken token, JsonMembers into) throws IOException {
    JsonText text = into.text();
    int start = text.length();
    if (token == JsonToken.START_ARRAY) {
      ListElements.begin(text);
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY && text.length() - start <= limits.fieldBytes();
          next = parser.nextToken()) {
        element(list.inner(), next, text);
        if (stopped != null) {
          return;
        }
      }
    } else {
      other(token, text);
    }
    place(list.field(), start, RecordReader.QUOTED, into);
  }

  private void element(JsonShape of, JsonToken token, JsonText into) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      element.clear(of.fields());
      object(of, element);
      ListElements.append(element, into);
    } else {
      other(token, into);
    }
  }

  private void other(JsonToken token, JsonText into) throws IOException {
    other.clear();
    append(token, other);
    ListElements.appendOther(other, into);
  }

  /** Appends a value: a text without its quotes, what is nested as its JSON without blanks. */
  private void append(JsonToken token, JsonText into) throws IOException {
    boolean isText =
        token.isStructStart()
            ? appendNested(into)
            : into.append(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (!isText) {
      stopped = Problem.loneSurrogate();
    }
  }

  private boolean appendNested(JsonText into) throws IOException {
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
    into.appendCompact(chars, start, end - start);
    return isSound;
  }
}
