package dev.assay.transforms.read;

import static dev.assay.transforms.read.Seen.refused;
import static dev.assay.transforms.read.Seen.sound;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesReaderTest {

  @Test
  void givesTheMembersInTheOrderOfTheNames() {
    assertThat(
        read(
            "{\"b\":\"x\",\"a\":1}\r\n\n{\"a\":null}\n \t\n{\"a\":\"\\u00e9\\n\\\"\\ud83d\\ude00é\"}"),
        contains(
            sound(1, "{\"b\":\"x\",\"a\":1}", "1", "x"),
            sound(3, "{\"a\":null}", "<null>", "<null>"),
            sound(5, "{\"a\":\"\\u00e9\\n\\\"\\ud83d\\ude00é\"}", "é\n\"😀é", "<null>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "-0",
        "1E400",
        "0.1000000000000000055511151231257827",
        "12345678901234567890",
        "true",
        "false"
      })
  void keepsNumbersAndBooleansLetterByLetter(String value) {
    assertThat(read("{\"a\":" + value + "}").get(0).fields(), contains(value, "<null>"));
  }

  @Test
  void keepsArraysAndObjectsAsTheirJsonWithoutBlanks() {
    assertThat(
        read("{\"a\": [ {\"x y\" : 1.10, \"z\":\"\\\" \\\\\"}, [ ] ] , \"b\" : { }}")
            .get(0)
            .fields(),
        contains("[{\"x y\":1.10,\"z\":\"\\\" \\\\\"},[]]", "{}"));
  }

  @Test
  void tellsTextsFromOtherValues() throws IOException {
    RecordReader records = reader("{\"a\":\"\",\"b\":7}", Limits.DEFAULT, 16);
    records.next();
    assertThat(List.of(records.isQuoted(0), records.isNull(0)), contains(true, false));
    assertThat(List.of(records.isQuoted(1), records.isNull(1)), contains(false, false));
    RecordReader absent = reader("{}", Limits.DEFAULT, 16);
    absent.next();
    assertThat(List.of(absent.isQuoted(0), absent.isNull(0)), contains(false, true));
  }

  @Test
  void namesMembersThatTheContractDoesNotKnow() throws IOException {
    RecordReader records = reader("{\"a\":1,\"c\":{\"d\":[]},\"e\":2}", Limits.DEFAULT, 16);
    records.next();
    assertThat(
        records.problem(),
        is(new Problem("record.unknownField", "the contract has no field for c, e")));
    assertThat(records.size(), is(2));
    assertThat(records.isNull(1), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "1",
        "\"a\"",
        "null",
        "{",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":1} {\"a\":2}",
        "{\"a\":1} x",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":.1}",
        "{\"a\":+1}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":[\"\\udc00x\"]}",
        "{\"a\":{\"\\ud800\":1}}",
        "{\"\\udc00\":1}",
        "\uFEFF{}",
        "{\"a\":1}//",
        "{\"a\":\"\\x\"}",
        "{\"a\":1 /* */}"
      })
  void refusesWhatIsNotOneStrictObject(String line) {
    assertThat(
        read("{\"a\":1}\n" + line + "\n{\"a\":2}\n"),
        contains(
            sound(1, "{\"a\":1}", "1", "<null>"),
            refused(2, line, "record.json"),
            sound(3, "{\"a\":2}", "2", "<null>")));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] line = "{\"a\":\"?\"}\n{}".getBytes(StandardCharsets.US_ASCII);
    line[6] = (byte) 0xE9;
    List<Seen> seen =
        Seen.all(
            new JsonLinesReader(
                new ByteArrayInputStream(line), Datasets.fields("a", "b"), Limits.DEFAULT, 1));
    assertThat(
        seen,
        contains(
            refused(1, "{\"a\":\"\uFFFD\"}", "record.json"), sound(2, "{}", "<null>", "<null>")));
  }

  @Test
  void refusesWhatIsBeyondALimitAndFindsTheNextRecord() {
    Limits limits = new Limits(1000, 200, 3, 4, 10, 100, 1 << 20);
    String text =
        String.join(
            "\n",
            "{\"a\":[[[1]]]}",
            "{\"a\":[[[[1]]]]}",
            "{\"a\":1234567890}",
            "{\"a\":12345678901}",
            "{\"a\":\"" + "x".repeat(201) + "\"}",
            "{\"a\":\"" + "x".repeat(1000) + "\"}",
            "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}",
            "{\"a\":\"" + "x".repeat(200) + "\"}");
    for (int capacity = 2; capacity < 300; capacity += 7) {
      List<Seen> seen = Seen.all(reader(text, limits, capacity));
      List<String> rules = seen.stream().map(s -> String.valueOf(s.problem())).toList();
      assertThat(
          rules,
          contains(
              "null",
              "record.json",
              "null",
              "record.json",
              "field.tooLong",
              "record.tooLong",
              "record.tooManyFields",
              "null"));
      assertThat(seen.stream().map(Seen::line).toList(), contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
    }
  }

  @Test
  void neverOverflowsTheStack() {
    for (String open : List.of("[", "{\"a\":", "[{\"\":")) {
      String line = "{\"a\":" + open.repeat(100_000);
      assertThat(
          read(line + "\n{}").stream().map(s -> String.valueOf(s.problem())).toList(),
          contains("record.json", "null"));
    }
  }

  /** "ab" and "bA" have one hash, and so have names of as many of them. */
  @Test
  void takesNamesOfOneHashAsItTakesOthers() {
    String members =
        IntStream.range(0, 1 << 10)
            .mapToObj(name -> "\"" + ofOneHash(name) + "\":1")
            .collect(Collectors.joining(","));
    String line = "{\"a\":1,\"c\":{" + members + "}}\n";
    assertThat(
        read(line + line).stream().map(s -> String.valueOf(s.problem())).toList(),
        contains("record.unknownField", "record.unknownField"));
  }

  private static String ofOneHash(int name) {
    return IntStream.range(0, 10)
        .mapToObj(bit -> (name >> bit & 1) == 0 ? "ab" : "bA")
        .collect(Collectors.joining());
  }

  @Test
  void saysNothingOfTheRecordsValues() throws IOException {
    RecordReader records = reader("{\"a\":secret}", Limits.DEFAULT, 16);
    records.next();
    assertThat(records.problem().message(), not(containsString("secret")));
    assertThat(
        records.problem().message(), containsString("the line is not valid JSON, at character"));
  }

  @Test
  void readsManyRecordsAcrossBuffers() {
    String text =
        IntStream.range(0, 5000)
            .mapToObj(i -> "{\"a\":" + i + ",\"b\":\"é" + i + "\"}")
            .collect(Collectors.joining("\r\n"));
    List<Seen> seen = Seen.all(reader(text, Limits.DEFAULT, 64));
    assertThat(seen.size(), is(5000));
    assertThat(seen.get(4321), is(sound(4322, "{\"a\":4321,\"b\":\"é4321\"}", "4321", "é4321")));
  }

  private static List<Seen> read(String text) {
    return Seen.all(reader(text, Limits.DEFAULT, 16));
  }

  private static RecordReader reader(String text, Limits limits, int capacity) {
    return new JsonLinesReader(Seen.stream(text), Datasets.fields("a", "b"), limits, 1, capacity);
  }
}
