package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code CONTRACTS.md} says what a contract can say: no more than that, and no less. */
class ContractsPageTest {
  private static final Path PAGE = Path.of("CONTRACTS.md");

  /** An example, behind the word for what it is a part of. */
  private static final Pattern EXAMPLE =
      Pattern.compile("^```yaml (\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The first cells of a table's rows, and other words set as code there. */
  private static final Pattern ROW =
      Pattern.compile("^\\|(?: \\d \\|)? (`[^|]*) \\|", Pattern.MULTILINE);

  private static final Pattern CODE = Pattern.compile("`([A-Za-z]+)`");

  /** Known so that they are refused with a reason: SQL, ranges, and what types cannot have. */
  private static final Set<String> REFUSED =
      Set.of("query", "mustBeBetween", "mustNotBeBetween", "multipleOf", "timezone");

  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(PAGE);
  }

  static Stream<Example> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult found) -> new Example(found.group(1), found.group(2)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesExamplesThatAreContracts(Example example) {
    Contract contract =
        Contracts.parse("example", example.contract().getBytes(StandardCharsets.UTF_8));
    assertThat(contract.datasets().size(), greaterThan(0));
  }

  @Test
  void showsEveryWordThatAssayReads() throws IOException {
    Set<String> known = new TreeSet<>();
    Stream.of(
            Keys.CONTRACT,
            Keys.SCHEMA,
            Keys.PROPERTY,
            Keys.RELATIONSHIP,
            Keys.CUSTOM_PROPERTY,
            Keys.QUALITY,
            RuleBinder.OPTIONS)
        .forEach(keys -> known.addAll(keys.used()));
    known.addAll(List.of(BoundDataset.CUSTOM.split(" ")));
    known.addAll(List.of(BoundField.CUSTOM.split(" ")));
    known.removeAll(REFUSED);
    known.removeAll(wordsOfExamples());
    assertThat("words without an example", known, empty());
  }

  @Test
  void explainsNoWordWithoutAnExample() throws IOException {
    Set<String> explained = new TreeSet<>();
    ROW.matcher(page)
        .results()
        .flatMap(row -> CODE.matcher(row.group(1)).results())
        .forEach(word -> explained.add(word.group(1)));
    explained.remove("quarantine"); // is what holds unless given
    assertThat(explained.size(), greaterThan(40));
    explained.removeAll(wordsOfExamples());
    assertThat("words without an example", explained, empty());
  }

  private static Set<String> wordsOfExamples() throws IOException {
    Set<String> words = new TreeSet<>();
    examples().forEach(example -> collect(example.node(), words));
    return words;
  }

  private static void collect(Node node, Set<String> into) {
    if (node instanceof ScalarNode scalar) {
      into.add(scalar.getValue());
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> collect(item, into));
    } else if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(
              entry -> {
                collect(entry.getKeyNode(), into);
                collect(entry.getValueNode(), into);
              });
    }
  }

  /** A part of a contract. */
  record Example(String part, String yaml) {
    private static final String DOCUMENT =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: example
        version: 1.0.0
        status: draft
        domain: example
        schema:
        """;

    /** The whole that it is a part of. */
    String contract() {
      return switch (part) {
        case "contract" -> yaml;
        case "schema" -> DOCUMENT + yaml.indent(2);
        case "property" -> DOCUMENT + "  - name: rows\n    properties:\n" + yaml.indent(6);
        default -> throw new IllegalArgumentException("no part of a contract: " + part);
      };
    }

    Node node() {
      return new Yaml().compose(new StringReader(yaml));
    }
  }
}
