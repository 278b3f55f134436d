package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.assay.schemas.Field;
import dev.assay.schemas.Reading;
import dev.assay.schemas.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members by path, and lists of objects, in JSON lines. */
class JsonListsTest {
  private static final List<Field> FIELDS =
      List.of(
          field("id", List.of()),
          field("ship.city", List.of()),
          field("ship.geo.lat", List.of()),
          field("items", List.of(field("product.id", List.of()), field("n", List.of()))));

  private static Field field(String header, List<Field> elements) {
    Type type = elements.isEmpty() ? Type.STRING : Type.list(Field.columns(elements));
    String name = header.replace('.', '_');
    return new Field(name, header, "", type, false, Reading.PLAIN, "", List.of(), elements);
  }

  @Test
  void findsMembersByTheirPathInWhateverOrder() {
    assertThat(
        fields("{\"ship\":{\"geo\":{\"lat\":1.50},\"city\":\"Oslo\"},\"id\":\"a\"}"),
        contains("a", "Oslo", "1.50", null));
    assertThat(
        fields("{\"id\":\"a\",\"ship\":{\"city\":\"Oslo\"}}"), contains("a", "Oslo", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ship\":null}",
        "{\"ship\":{}}",
        "{\"ship\":{\"city\":null,\"geo\":null}}",
        "{\"ship\":{\"geo\":{\"lat\":null}},\"items\":null,\"id\":null}"
      })
  void whatIsAbsentOrNullOnTheWayMakesTheLeavesNull(String line) {
    assertThat(fields(line), contains(null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"ship\":7} | ship must be an object, or absent",
        "{\"ship\":\"x\"} | ship must be an object, or absent",
        "{\"ship\":[{}]} | ship must be an object, or absent",
        "{\"ship\":{\"geo\":true,\"x\":1}} | ship.geo must be an object, or absent",
        "{\"items\":[{\"product\":1},{\"product\":[]}]}"
            + "| items.product must be an object, or absent",
        "{\"ship\":false,\"items\":[{\"product\":1}]}"
            + "| ship, items.product must be an object, or absent",
      })
  void refusesWhatIsNoObjectWhereOneIs(String line, String message) throws IOException {
    assertThat(problem(line), is(new Problem("record.notAnObject", message)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"x\":{\"city\":1}} | x",
        "{\"ship\":{\"x\":[{\"y\":[]}]}} | ship.x",
        "{\"ship\":{\"geo\":{\"lon\":1}}} | ship.geo.lon",
        "{\"items\":[{\"n\":1},{\"y\":null,\"product\":{\"z\":2}}]} | items.y, items.product.z",
        "{\"items\":[{\"y\":1},{\"y\":1},{\"y\":1}]} | items.y",
        "{\"ship.city\":1} | ship.city",
      })
  void namesMembersThatTheContractLacksAtAnyDepth(String line, String names) throws IOException {
    assertThat(
        problem(line),
        is(new Problem("record.unknownField", "the contract has no field for " + names)));
  }

  @Test
  void givesTheElementsOfAListOneAfterTheOther() throws IOException {
    RecordReader records =
        reader(
            "{\"items\":[{\"n\":2,\"product\":{\"id\":\"é:{[-\"}}, {}, {\"n\":\"\"},"
                + " {\"product\":null}]}",
            Limits.DEFAULT);
    records.next();
    assertThat(
        elements(records),
        contains(
            Arrays.asList("é:{[-", "2"),
            Arrays.asList(null, null),
            Arrays.asList(null, ""),
            Arrays.asList(null, null)));
  }

  @Test
  void tellsTheEmptyListFromNoList() throws IOException {
    RecordReader records = reader("{\"items\":[]}\n{\"items\":null}\n{}", Limits.DEFAULT);
    records.next();
    assertThat(records.isNull(3), is(false));
    assertThat(elements(records), is(empty()));
    records.next();
    assertThat(records.isNull(3), is(true));
    records.next();
    assertThat(records.isNull(3), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"x\"", "true", "{\"a\":[1, 2]}"})
  void givesWhatIsNoListOrNoElementAsItsJson(String value) throws IOException {
    String text = value.replace("\"x\"", "x").replace(", ", ",");
    RecordReader records =
        reader("{\"items\":" + value + "}\n{\"items\":[{},[" + value + "]]}", Limits.DEFAULT);
    records.next();
    ListElements list = new ListElements(2);
    list.over(records.bytes(), records.start(3), records.end(3));
    assertThat(list.isList(), is(false));
    assertThat(list.next(), is(false));
    assertThat(other(list), is(text));
    records.next();
    list.over(records.bytes(), records.start(3), records.end(3));
    assertThat(
        List.of(list.next(), list.isObject(), list.next(), list.isObject()),
        contains(true, true, true, false));
    assertThat(other(list), is("[" + value.replace(", ", ",") + "]"));
    assertThat(list.next(), is(false));
  }

  @Provide
  Arbitrary<List<List<@Nullable String>>> lists() {
    Arbitrary<@Nullable String> values =
        Arbitraries.strings()
            .withChars(
                "09:-![{\"\\ é😀"
                    .codePoints()
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining())
                    .toCharArray())
            .ofMaxLength(12)
            .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
            .injectNull(0.2);
    return values.list().ofSize(2).list().ofMaxSize(6);
  }

  @Property(tries = 300)
  void whateverTheTextsOfAListTheyComeBack(@ForAll("lists") List<List<@Nullable String>> list)
      throws IOException {
    String items =
        list.stream()
            .map(e -> "{\"n\":" + json(e.get(1)) + ",\"product\":{\"id\":" + json(e.get(0)) + "}}")
            .collect(Collectors.joining(" ,\t"));
    RecordReader records = reader("{\"items\":[" + items + "],\"id\":\"z\"}", Limits.DEFAULT);
    records.next();
    assertThat(elements(records), is(list));
  }

  private static String json(@Nullable String text) {
    return text == null ? "null" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ship\":{\"city\":1,\"city\":1}}",
        "{\"ship\":{},\"ship\":{}}",
        "{\"items\":[{\"n\":1,\"n\":2}]}",
        "{\"items\":[{\"product\":{\"id\":1,\"id\":1}}]}",
        "{\"items\":[{\"n\":1}",
        "{\"items\":[{\"n\":1}]",
        "{\"items\":[{\"n\":1],}",
        "{\"items\":[{},]}",
        "{\"items\":[,]}",
        "{\"items\":[{\"n\":\"\\ud800\"}]}",
        "{\"items\":[\"\\ud800\"]}",
        "{\"items\":[{\"n\":{\"\\udc00\":1}}]}",
        "{\"items\":[{\"\\udc00\":1}]}",
        "{\"ship\":{\"geo\":[\"\\ud800\"]}}",
        "{\"ship\":{\"city\":NaN}}",
        "{\"items\":[{}]} {}",
      })
  void refusesWhatIsNotStrictAtAnyDepth(String line) {
    List<Seen> seen = Seen.all(reader("{}\n" + line + "\n{}", Limits.DEFAULT));
    assertThat(seen.stream().map(Seen::problem).toList(), contains(null, "record.json", null));
    assertThat(seen.get(1).raw(), is(line));
  }

  @Test
  void refusesWhatIsBeyondALimitAtAnyDepthAndFindsTheNextRecord() {
    Limits limits = new Limits(4000, 200, 3, 6, 10, 100, 1 << 20);
    List<String> lines =
        List.of(
            "{\"items\":[{\"n\":[[[1]]]}]}",
            "{\"items\":[{\"n\":[[[[1]]]]}]}",
            "{\"items\":[{\"n\":12345678901}]}",
            "{\"items\":[{\"n\":\"" + "x".repeat(201) + "\"}]}",
            "{\"items\":[" + "{},".repeat(65) + "{}]}",
            "{\"items\":[" + "{},".repeat(66) + "{}]}",
            "{\"items\":[{\"n\":1,\"a\":1,\"b\":1,\"c\":1}]}",
            "{\"ship\":{\"city\":\"" + "x".repeat(201) + "\"}}",
            "{\"items\":[" + "1,".repeat(300) + "1]}");
    List<String> rules =
        Seen.all(reader(String.join("\n", lines), limits)).stream()
            .map(s -> String.valueOf(s.problem()))
            .toList();
    assertThat(
        rules,
        contains(
            "null",
            "record.json",
            "record.json",
            "field.tooLong",
            "null",
            "field.tooLong",
            "record.tooManyFields",
            "field.tooLong",
            "field.tooLong"));
  }

  /** An element without members takes three bytes in a line, and as many as it has fields here. */
  @Test
  void hugeListsAreBoundedInTimeAndMemory() {
    List<Field> members = IntStream.range(0, 900).mapToObj(i -> field("m" + i, List.of())).toList();
    List<Field> fields = List.of(field("id", List.of()), field("items", members));
    String huge = "{\"items\":[" + "{},".repeat(300_000) + "{}]}";
    String deep = "{\"items\":" + "[{\"m1\":".repeat(100_000);
    String names =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "{\"x" + i + "\":1}")
            .collect(Collectors.joining(","));
    String text = String.join("\n", huge, deep, "{\"items\":[" + names + "]}", "{\"id\":1}");
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          List<Seen> seen =
              Seen.all(new JsonLinesReader(Seen.stream(text), fields, Limits.DEFAULT, 1));
          assertThat(
              seen.stream().map(s -> String.valueOf(s.problem())).toList(),
              contains("field.tooLong", "record.json", "field.tooLong", "null"));
        });
  }

  /** Whatever is done to a sound line, the answer is fields or a problem, and the next record. */
  @Property(tries = 1000)
  void neverFailsInAnotherWay(
      @ForAll("mutations") List<Integer> places, @ForAll("characters") Character character) {
    StringBuilder line =
        new StringBuilder(
            "{\"id\":\"a\",\"ship\":{\"city\":\"b\",\"geo\":{\"lat\":1.5}},"
                + "\"items\":[{\"product\":{\"id\":\"c\"},\"n\":2},{\"n\":null}]}");
    for (int place : places) {
      line.setCharAt(place % line.length(), character);
    }
    List<Seen> seen = Seen.all(reader(line + "\n{\"id\":\"next\"}", Limits.DEFAULT));
    assertThat(seen.get(seen.size() - 1).fields().get(0), is("next"));
    assertThat(
        seen.stream().map(s -> String.valueOf(s.problem())).toList(),
        everyItem(in(List.of("null", "record.json", "record.unknownField", "record.notAnObject"))));
  }

  @Provide
  Arbitrary<List<Integer>> mutations() {
    return Arbitraries.integers().between(0, 200).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.of('{', '}', '[', ']', '"', ',', ':', '\\', '1', 'x', ' ', '\n', '\0', 'é');
  }

  @Test
  void aListTravelsInARecordAsAText() throws IOException {
    RecordReader records = reader("{\"items\":[{\"n\":7}]}", Limits.DEFAULT);
    records.next();
    assertThat(text(records, 3), is("[{-1:7"));
    assertThat(records.isQuoted(3), is(true));
  }

  private static Problem problem(String line) throws IOException {
    RecordReader records = reader(line, Limits.DEFAULT);
    records.next();
    return records.problem();
  }

  private static List<@Nullable String> fields(String line) {
    List<Seen> seen = Seen.all(reader(line, Limits.DEFAULT));
    assertThat(seen, hasSize(1));
    return seen.get(0).fields().stream().map(f -> f.equals("<null>") ? null : f).toList();
  }

  private static List<List<@Nullable String>> elements(RecordReader records) {
    ListElements list = new ListElements(2);
    list.over(records.bytes(), records.start(3), records.end(3));
    List<List<@Nullable String>> elements = new ArrayList<>();
    while (list.next()) {
      assertThat(list.isObject(), is(true));
      List<@Nullable String> element = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        element.add(list.isNull(i) ? null : text(list, i));
      }
      elements.add(element);
    }
    return elements;
  }

  private static String text(Fields fields, int field) {
    return text(fields.bytes(), fields.start(field), fields.end(field));
  }

  private static String other(ListElements list) {
    return text(list.bytes(), list.otherStart(), list.otherEnd());
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private static RecordReader reader(String text, Limits limits) {
    return new JsonLinesReader(Seen.stream(text), FIELDS, limits, 1);
  }
}
