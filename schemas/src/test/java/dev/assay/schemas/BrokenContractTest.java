package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A sound contract, broken in one place at a time. */
class BrokenContractTest {
  private static final String SOUND =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: bank
      version: 1.0.0
      status: active
      domain: bank
      schema:
        - name: customers
          properties:
            - {name: id, logicalType: string, required: true, primaryKey: true}
        - name: accounts
          physicalName: accounts.csv
          customProperties:
            - {property: delimiter, value: ";"}
          properties:
            - name: id
              logicalType: string
              required: true
              primaryKey: true
            - name: balance
              logicalType: number
              physicalType: decimal(18,2)
              logicalTypeOptions:
                minimum: 0
            - name: opened_on
              logicalType: date
              logicalTypeOptions: {format: uuuu-MM-dd}
            - name: kind
              logicalType: string
              logicalTypeOptions: {pattern: "[A-Z]+"}
              customProperties:
                - {property: onViolation, value: warn}
            - name: owner
              logicalType: string
              relationships:
                - to: customers.id
          quality:
            - {type: custom, engine: cel, name: sound, implementation: balance > 0.5}
            - {type: library, metric: rowCount, mustBeGreaterThan: 1}
      """;

  /** One line each: a text of the sound contract, what stands there instead, what is said. */
  @ParameterizedTest(name = "{1}")
  @CsvFileSource(resources = "broken-contracts.csv", delimiter = '|', quoteCharacter = '~')
  void saysWhatIsWrongAndInWhichLine(String sound, String broken, String problem) {
    assertThat(problems(SOUND.replace(sound, broken == null ? "" : broken)), contains(problem));
  }

  @Test
  void reportsAllProblemsTogetherInTheOrderOfTheDocument() {
    String broken =
        SOUND
            .replace("v3.1.0", "v2.2.2")
            .replace("status: active\n", "")
            .replace("minimum: 0", "minimun: 0")
            .replace("to: customers.id", "to: clients.id")
            .replace("balance > 0.5", "balnce > 0.5");

    assertThat(
        problems(broken),
        contains(
            "c.yaml:1: apiVersion v2.2.2 is not read: use v3.1.0",
            "c.yaml:1: required key \"status\" is missing",
            "c.yaml:23: schema accounts, property balance: unknown key \"minimun\"; did you mean"
                + " \"minimum\"?",
            "c.yaml:35: schema accounts, property owner, relationship 1: \"to\": unknown schema"
                + " \"clients\": it must be one of customers, accounts",
            "c.yaml:37: schema accounts, quality sound: CEL: unknown field \"balnce\"; did you mean"
                + " \"balance\"?"));
  }

  @Test
  void refusesWhatIsNotOneYamlDocument() {
    assertThat(problems(""), contains("c.yaml: is empty"));
    assertThat(problems("- a\n- b\n").get(0), startsWith("c.yaml:1: must be a mapping"));
    assertThat(
        problems("id: x\n\tkind: y\n").get(0),
        startsWith("c.yaml:2: is not YAML: found character"));
    assertThat(problems("id: [x\nkind: y\n").get(0), startsWith("c.yaml:2: is not YAML: expected"));
    assertThat(problems("id: x\n---\nid: y\n").get(0), startsWith("c.yaml:2: is not YAML: but"));
    assertThat(
        problems("id: x\nname: a\u0007b\n"),
        contains("c.yaml:2: is not YAML: it holds the character U+0007"));
    assertThat(
        problems("? [a, b]\n: c\n").get(0), startsWith("c.yaml:1: a key must be a plain text"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "id: x\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(problems(latin), contains("c.yaml:2: is not UTF-8; save it in that encoding"));
    assertThat(problems("id: x".getBytes(StandardCharsets.UTF_16)).get(0), containsString("UTF-8"));
  }

  @Test
  void refusesBombsQuickly() {
    String aliases = "a: &a [x]\nb: &b [" + "*a,".repeat(60) + "]\nc: [" + "*b,".repeat(60) + "]\n";
    String shared =
        SOUND.replace("schema:", "schema:\n  - &s {name: s, properties: [*s, *s]}\n  - *s");

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(problems(aliases).get(0), startsWith("c.yaml: is refused: Number of aliases"));
          assertThat(problems("a: " + "[".repeat(100_000)).get(0), containsString("Nesting Depth"));
          assertThat(problems("{a: ".repeat(50_000)).get(0), containsString("Nesting Depth"));
          assertThat(problems(new byte[2 << 20]).get(0), containsString("at most 1048576"));
          assertThat(problems(shared).get(0), containsString("c.yaml:"));
          assertThat(
              problems(SOUND.replace("[A-Z]+", "(a+)+".repeat(1000) + "(")).get(0),
              containsString("is not a pattern that RE2 reads"));
        });
  }

  /** Whatever is cut out of a contract, the answer is a contract or a list of problems. */
  @Property(tries = 300)
  void neverFailsInAnotherWay(
      @ForAll @IntRange(max = 1200) int from, @ForAll @IntRange(min = 1, max = 40) int length) {
    int start = Math.min(from, SOUND.length());
    int end = Math.min(start + length, SOUND.length());
    String cut = SOUND.substring(0, start) + SOUND.substring(end);
    try {
      Contracts.parse("c.yaml", cut.getBytes(StandardCharsets.UTF_8));
    } catch (RequestException e) {
      e.problems().forEach(problem -> assertThat(problem, startsWith("c.yaml:")));
    }
  }

  @Test
  void bindsTheSoundContract() {
    Contracts.parse("c.yaml", SOUND.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String yaml) {
    return problems(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(byte[] yaml) {
    byte[] copy = Arrays.copyOf(yaml, yaml.length);
    return assertThrows(RequestException.class, () -> Contracts.parse("c.yaml", copy)).problems();
  }
}
