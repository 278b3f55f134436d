package dev.assay.transforms.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.schemas.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Masks values of a JSON object; all else stays as it is written, blanks included. */
final class JsonMask implements Masking.RecordMask {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String MASKED = '"' + Violation.MASK + '"';

  /** Paths of values that may be shown. */
  private final Set<List<String>> shown = new HashSet<>();

  /** Paths of objects and lists with fields of the contract in them. */
  private final Set<List<String>> inner = new HashSet<>();

  /** Those of them that hold something classified. */
  private final Set<List<String>> hiding = new HashSet<>();

  JsonMask(List<Field> fields) {
    fields.forEach(field -> add(List.of(), field));
  }

  private void add(List<String> above, Field field) {
    List<String> path = new ArrayList<>(above);
    for (String name : field.path()) {
      enter(List.copyOf(path), field);
      path.add(name);
    }
    if (field.isClassified()) {
      return;
    }
    if (field.elements().isEmpty()) {
      shown.add(path);
    } else {
      enter(List.copyOf(path), field);
      field.elements().forEach(element -> add(path, element));
    }
  }

  private void enter(List<String> path, Field field) {
    inner.add(path);
    if (!field.isPublic()) {
      hiding.add(path);
    }
  }

  @Override
  public Optional<String> mask(String raw) {
    StringBuilder masked = new StringBuilder();
    try (JsonParser parser = JSON.createParser(raw)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      int copied = 0;
      List<String> path = new ArrayList<>();
      while (parser.nextToken() != null) {
        copied = step(parser, path, raw, copied, masked);
      }
      return Optional.of(masked.append(raw, copied, raw.length()).toString());
    } catch (JsonProcessingException e) {
      return Optional.empty(); // Its violations say what is wrong with it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Follows one token; returns up to where the record has been copied. */
  private int step(
      JsonParser parser, List<String> path, String raw, int copied, StringBuilder masked)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.FIELD_NAME) {
      path.add(parser.currentName());
      return copied;
    }
    int at = copied;
    if (!token.isStructEnd()) {
      if (token.isStructStart() && inner.contains(path)) {
        return copied;
      }
      if (!isShown(token, path)) {
        at = replace(parser, raw, copied, masked);
      }
    }
    leave(parser, path);
    return at;
  }

  /** The name of a member ends with its value; elements of a list have none. */
  private static void leave(JsonParser parser, List<String> path) {
    if (parser.getParsingContext().inObject() && !path.isEmpty()) {
      path.remove(path.size() - 1);
    }
  }

  private boolean isShown(JsonToken token, List<String> path) {
    return token.isScalarValue()
        && (shown.contains(path) || inner.contains(path) && !hiding.contains(path));
  }

  private static int replace(JsonParser parser, String raw, int copied, StringBuilder masked)
      throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
    } else {
      parser.getText(); // A text is read to its end only when it is asked for.
    }
    masked.append(raw, copied, start).append(MASKED);
    return (int) parser.currentLocation().getCharOffset();
  }
}
