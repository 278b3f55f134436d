package dev.assay.schemas;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** A YAML document from outside, read with limits and left as nodes that know their lines. */
final class Document {

  /** The largest real contracts have some hundred kilobytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 30;
  private static final int MAX_ALIASES = 100;

  private Document() {}

  /** The document's root; none, and a problem, if the bytes are not one YAML document. */
  static Optional<Node> read(byte[] bytes, Problems problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add(0, "", "has " + bytes.length + " bytes; a contract has at most " + MAX_BYTES);
      return Optional.empty();
    }
    Optional<String> text = decode(bytes, problems);
    return text.flatMap(content -> compose(content, problems));
  }

  private static Optional<String> decode(byte[] bytes, Problems problems) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      // The decoder stops where the bytes cease to be UTF-8.
      String sound = new String(bytes, 0, input.position(), StandardCharsets.UTF_8);
      problems.add(lineAt(sound, sound.length()), "", "is not UTF-8; save it in that encoding");
      return Optional.empty();
    }
  }

  private static Optional<Node> compose(String text, Problems problems) {
    try {
      Node root = new Yaml(limits()).compose(new StringReader(text));
      if (root == null) {
        problems.add(0, "", "is empty");
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(line, "", "is not YAML: " + e.getProblem());
    } catch (ReaderException e) {
      String character = String.format("U+%04X", e.getCodePoint());
      int line = lineAt(text, text.offsetByCodePoints(0, e.getPosition()));
      problems.add(line, "", "is not YAML: it holds the character " + character);
    } catch (YAMLException e) {
      problems.add(0, "", "is refused: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    return limits;
  }

  private static int lineAt(String text, int end) {
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
