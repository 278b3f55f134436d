package dev.assay.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a document and where it stands. A value that is not of the type asked for is
 * reported and read as if it were missing, so that binding goes on and finds the next problem.
 */
final class Part {
  private final Problems problems;
  private final String where;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private Part(Problems problems, String where, int line) {
    this.problems = problems;
    this.where = where;
    this.line = line;
  }

  /** A mapping with these keys and no others; what is not one is reported and read as empty. */
  static Part of(Node node, String where, Keys keys, Problems problems) {
    Part part = new Part(problems, where, lineOf(node));
    if (!(node instanceof MappingNode mapping)) {
      problems.add(part.line, where, "must be a mapping of keys to values");
      return part;
    }
    for (NodeTuple entry : mapping.getValue()) {
      Node key = entry.getKeyNode();
      if (key instanceof ScalarNode scalar) {
        part.put(scalar.getValue(), key, entry.getValueNode(), "key", keys.all());
      } else {
        problems.add(lineOf(key), where, "a key must be a plain text");
      }
    }
    return part;
  }

  /** The {@code customProperties} of this mapping, with their names as keys. */
  Part custom(String known) {
    Part custom = new Part(problems, where, line);
    Set<String> names = Keys.of(known).all();
    for (Part property : parts("customProperties", "custom property", Keys.CUSTOM_PROPERTY)) {
      Optional<String> name = property.requiredText("property");
      Optional<Node> value = property.node("value");
      if (value.isEmpty()) {
        property.report("required key \"value\" is missing");
      } else if (name.isPresent()) {
        Node at = property.values.get("property");
        custom.put(name.get(), at, value.get(), "custom property", names);
      }
    }
    return custom;
  }

  private void put(String key, Node at, Node value, String what, Collection<String> known) {
    if (!known.contains(key)) {
      problems.add(
          lineOf(at), where, "unknown " + what + " \"" + key + '"' + Names.didYouMean(key, known));
    } else if (values.putIfAbsent(key, value) != null) {
      problems.add(lineOf(at), where, what + " \"" + key + "\" is given twice");
    }
  }

  String where() {
    return where;
  }

  int line() {
    return line;
  }

  /** The line of a key's value, or of this mapping if it has no such key. */
  int line(String key) {
    return values.containsKey(key) ? lineOf(values.get(key)) : line;
  }

  Set<String> keys() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(values.get(key));
  }

  void report(String message) {
    problems.add(line, where, message);
  }

  void report(String key, String message) {
    problems.add(line(key), where, message);
  }

  Optional<String> text(String key) {
    return scalar(key, Set.of(Tag.STR, Tag.TIMESTAMP), "text; put it in quotes");
  }

  /** A text that must be there. */
  Optional<String> requiredText(String key) {
    if (!has(key)) {
      report("required key \"" + key + "\" is missing");
    }
    return text(key);
  }

  /** A text that is one of a few words. */
  Optional<String> word(String key, Collection<String> words) {
    Optional<String> text = text(key);
    if (text.isEmpty() || words.contains(text.get())) {
      return text;
    }
    report(key, unknown(key, text.get(), words));
    return Optional.empty();
  }

  static String unknown(String what, String word, Collection<String> words) {
    String near = Names.didYouMean(word, words);
    String help = near.isEmpty() ? ": it must be one of " + String.join(", ", words) : near;
    return "unknown " + what + " \"" + word + '"' + help;
  }

  boolean flag(String key, boolean otherwise) {
    return scalar(key, Set.of(Tag.BOOL), "true or false")
        .map(text -> Set.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)))
        .orElse(otherwise);
  }

  /** A number, as it is written. */
  Optional<String> number(String key) {
    return scalar(key, Set.of(Tag.INT, Tag.FLOAT), "a number, without quotes");
  }

  private Optional<String> scalar(String key, Set<Tag> tags, String expected) {
    Node node = values.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && tags.contains(node.getTag())) {
      return Optional.of(scalar.getValue());
    }
    report(key, '"' + key + "\" must be " + expected);
    return Optional.empty();
  }

  /** The items of a list; none if there is no such key. */
  List<Node> list(String key) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    report(key, '"' + key + "\" must be a list");
    return List.of();
  }

  /** The items of a list of scalars, each as it is written. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : list(key)) {
      if (item instanceof ScalarNode scalar && !item.getTag().equals(Tag.NULL)) {
        texts.add(scalar.getValue());
      } else {
        problems.add(lineOf(item), where, '"' + key + "\" must be a list of texts");
      }
    }
    return texts;
  }

  /** The items of a list of mappings; each stands at {@code <where>, <what> <name or number>}. */
  List<Part> parts(String key, String what, Keys keys) {
    List<Part> parts = new ArrayList<>();
    int number = 0;
    for (Node item : list(key)) {
      number++;
      String name = nameOf(item).orElse(Integer.toString(number));
      parts.add(of(item, within(what + " " + name), keys, problems));
    }
    return parts;
  }

  /** A mapping within this one; an empty one if there is no such key. */
  Part part(String key, Keys keys) {
    return node(key)
        .map(node -> of(node, where, keys, problems))
        .orElseGet(() -> new Part(problems, where, line));
  }

  /** A mapping of any texts to texts. */
  Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (has(key) && !(values.get(key) instanceof MappingNode)) {
      report(key, '"' + key + "\" must be a mapping of texts to texts");
    } else if (values.get(key) instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        putText(key, entry, texts);
      }
    }
    // In the document's order, which Map.copyOf would not keep.
    return Collections.unmodifiableMap(texts);
  }

  private void putText(String key, NodeTuple entry, Map<String, String> texts) {
    int at = lineOf(entry.getKeyNode());
    if (!(entry.getKeyNode() instanceof ScalarNode from)
        || !(entry.getValueNode() instanceof ScalarNode to)
        || to.getTag().equals(Tag.NULL)) {
      problems.add(at, where, '"' + key + "\" must be a mapping of texts to texts");
    } else if (texts.putIfAbsent(from.getValue(), to.getValue()) != null) {
      problems.add(at, where, '"' + key + "\" maps \"" + from.getValue() + "\" twice");
    }
  }

  private String within(String inner) {
    return where.isEmpty() ? inner : where + ", " + inner;
  }

  private static Optional<String> nameOf(Node node) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("name")
            && entry.getValueNode() instanceof ScalarNode name) {
          return Optional.of(name.getValue());
        }
      }
    }
    return Optional.empty();
  }

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
