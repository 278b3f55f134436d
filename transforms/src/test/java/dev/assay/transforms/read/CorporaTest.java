package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.schemas.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The hostile inputs that others have collected. */
@EnabledIfEnvironmentVariable(
    named = "ASSAY_DATA",
    matches = ".+",
    disabledReason = "ASSAY_DATA does not name the folder of real data")
class CorporaTest {
  private static final String WRONG_COLUMN = "Contact Phone Number";
  private static final int GOOD_ROWS = 10_000;

  /** One of the answers is an object, not an array, and not of the number in its file. */
  @Test
  void readsCsvSpectrumAsItsAnswersSay() throws IOException {
    ObjectMapper json =
        JsonMapper.builder().enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY).build();
    List<Path> files = files("csv-spectrum/csvs");
    assertThat(files.size(), is(12));
    for (Path file : files) {
      String answer = file.getFileName().toString().replace(".csv", ".json");
      List<Map<String, String>> expected =
          json.readValue(
              corpora().resolve("csv-spectrum/json").resolve(answer).toFile(),
              new TypeReference<>() {});
      expected.get(0).replace(WRONG_COLUMN, "1234567890", "2095257564");
      assertThat(file.toString(), rows(Files.readAllBytes(file)), equalTo(expected));
    }
  }

  @Test
  void readsTheCorrectnessFile() throws IOException {
    List<Seen> read = csv(Files.readAllBytes(corpora().resolve("univocity-csv/correctness.csv")));
    String extended = "Venture \"Extended Edition\"";
    assertThat(
        read.stream().map(Seen::fields).toList(),
        contains(
            List.of("Year", "Make", "Model", "Description", "Price"),
            List.of("1997", "Ford", "E350", "ac, abs, moon", "3000.00"),
            List.of("1999", "Chevy", extended, "", "4900.00"),
            List.of(
                "1996", "Jeep", "Grand Cherokee", "MUST SELL!\nair, moon roof, loaded", "4799.00"),
            List.of("1999", "Chevy", "Venture \"Extended Edition, Very Large\"", "", "5000.00"),
            List.of("", "", extended, "", "4900.00")));
    assertThat(read.stream().map(Seen::line).toList(), contains(1L, 2L, 3L, 4L, 6L, 7L));
  }

  @Test
  void readsNaughtyStringsAsFieldsOfCsvAndJson() throws IOException {
    List<String> naughty =
        new ObjectMapper()
            .readValue(corpora().resolve("blns/blns.json").toFile(), new TypeReference<>() {});
    assertThat(naughty.size(), is(515));
    String csv =
        naughty.stream()
            .map(s -> "\"" + s.replace("\"", "\"\"") + "\",x")
            .collect(Collectors.joining("\n"));
    assertThat(
        Seen.csv(csv).stream().map(Seen::fields).toList(),
        equalTo(naughty.stream().map(s -> List.of(s, "x")).toList()));
    StringBuilder json = new StringBuilder();
    for (String s : naughty) {
      json.append(new ObjectMapper().writeValueAsString(Map.of("a", s))).append('\n');
    }
    assertThat(
        json(json.toString().getBytes(StandardCharsets.UTF_8)).stream().map(Seen::fields).toList(),
        equalTo(naughty.stream().map(List::of).toList()));
  }

  @Test
  void accountsForEveryLineOfNaughtyStringsReadAsTheyStand() throws IOException {
    String text = Files.readString(corpora().resolve("blns/blns.txt"));
    String raws = Seen.csv(text).stream().map(Seen::raw).collect(Collectors.joining());
    assertThat(raws.replaceAll("[\r\n]", ""), equalTo(text.replaceAll("[\r\n]", "")));
  }

  /** Every file amid good rows, as it stands: none of its lines may touch them. */
  @Test
  void acceptsNoJsonThatMustFailAndHarmsNoRowAroundIt() throws IOException {
    Map<String, List<String>> verdicts = new TreeMap<>();
    for (Path file : files("JSONTestSuite/test_parsing")) {
      verdicts.put(file.getFileName().toString(), verdicts(Files.readAllBytes(file)));
    }
    assertThat(verdicts.size(), is(318));
    assertThat(taken(verdicts, "n_"), empty());
    assertThat(taken(verdicts, "i_"), empty());
    assertThat(
        taken(verdicts, "y_"),
        contains(
            "y_object.json[record.unknownField]",
            "y_object_basic.json[record.unknownField]",
            "y_object_empty.json[sound]",
            "y_object_empty_key.json[record.unknownField]",
            "y_object_escaped_null_in_key.json[record.unknownField]",
            "y_object_extreme_numbers.json[record.unknownField]",
            "y_object_long_strings.json[record.unknownField]",
            "y_object_simple.json[sound]",
            "y_object_string_unicode.json[record.unknownField]"));
  }

  /** Every file as the value of a member, where nothing but an object is a record. */
  @Test
  void takesJsonThatMustPassAndRefusesJsonThatMustFailAsAValue() throws IOException {
    List<String> surprises = new ArrayList<>();
    for (Path file : files("JSONTestSuite/test_parsing")) {
      String name = file.getFileName().toString();
      boolean isBroken = name.startsWith("n_") && holdsLineBreak(Files.readAllBytes(file));
      if (!name.startsWith("i_") && !isBroken) {
        Seen seen = json(asMember(Files.readAllBytes(file))).get(0);
        if ((seen.problem() == null) != name.startsWith("y_")) {
          surprises.add(name);
        }
      }
    }
    assertThat(
        surprises,
        contains("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"));
  }

  private static List<String> taken(Map<String, List<String>> verdicts, String prefix) {
    return verdicts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix) && !e.getValue().isEmpty())
        .filter(e -> !e.getValue().contains("record.json"))
        .map(e -> e.getKey() + e.getValue())
        .toList();
  }

  private static List<String> verdicts(byte[] file) {
    byte[] lineBreak = {'\n'};
    List<Seen> read = json(concat(goodRows("before"), file, lineBreak, goodRows("after")));
    int last = read.size() - GOOD_ROWS / 2;
    List<Seen> good = new ArrayList<>(read.subList(0, GOOD_ROWS / 2));
    good.addAll(read.subList(last, read.size()));
    good.forEach(row -> assertThat(row.fields().get(0), endsWith(" row")));
    good.forEach(row -> assertThat(row.problem(), nullValue()));
    return read.subList(GOOD_ROWS / 2, last).stream()
        .map(row -> row.problem() == null ? "sound" : row.problem())
        .toList();
  }

  private static byte[] asMember(byte[] json) {
    byte[] line = concat("{\"a\":".getBytes(StandardCharsets.UTF_8), json, new byte[] {'}'});
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
    }
    return line;
  }

  private static boolean holdsLineBreak(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).matches("(?s).*[\r\n].*");
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] goodRows(String where) {
    return ("{\"a\":\"" + where + " row\"}\n")
        .repeat(GOOD_ROWS / 2)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Map<String, String>> rows(byte[] csv) {
    List<Seen> read = csv(csv);
    List<Map<String, String>> rows = new ArrayList<>();
    for (Seen record : read.subList(1, read.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < record.fields().size(); i++) {
        row.put(read.get(0).fields().get(i), record.fields().get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Seen> csv(byte[] bytes) {
    return Seen.all(
        new CsvReader(new ByteArrayInputStream(bytes), Format.CSV, Limits.DEFAULT, false, 1));
  }

  private static List<Seen> json(byte[] bytes) {
    return Seen.all(
        new JsonLinesReader(
            new ByteArrayInputStream(bytes), Datasets.fields("a"), Limits.DEFAULT, 1));
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(corpora().resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static Path corpora() {
    return Path.of(System.getenv("ASSAY_DATA"), "corpora");
  }
}
