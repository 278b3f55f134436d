package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Set;
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
  /** Its expected answer is wrong upstream: it lacks a column of its own CSV. */
  private static final String WRONG_UPSTREAM = "location_coordinates.csv";

  private static final int GOOD_ROWS = 10_000;

  @Test
  void readsCsvSpectrumAsItsAnswersSay() throws IOException {
    List<Path> files = files("csv-spectrum/csvs");
    assertThat(files.size(), is(12));
    for (Path file : files) {
      String answer = file.getFileName().toString().replace(".csv", ".json");
      List<Map<String, String>> expected =
          new ObjectMapper()
              .readValue(
                  corpora().resolve("csv-spectrum/json").resolve(answer).toFile(),
                  new TypeReference<>() {});
      boolean isWrong = file.getFileName().toString().equals(WRONG_UPSTREAM);
      List<Map<String, String>> read = rows(Files.readAllBytes(file));
      assertThat(file.toString(), read, isWrong ? not(equalTo(expected)) : equalTo(expected));
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

  /** Each file amid good rows: refused or not, it must not touch them. */
  @Test
  void acceptsNoFileThatMustFailAndHarmsNoRowAroundIt() throws IOException {
    Map<String, List<String>> verdicts = new TreeMap<>();
    for (Path file : files("JSONTestSuite/test_parsing")) {
      verdicts.put(file.getFileName().toString(), verdicts(Files.readAllBytes(file)));
    }
    assertThat(verdicts.size(), is(318));
    verdicts.forEach(
        (file, verdict) -> {
          if (file.startsWith("n_")) {
            assertThat(file, verdict.contains("sound"), is(false));
          }
        });
    assertThat(soundObjects(verdicts, "y_"), equalTo(Y_ACCEPTED));
    assertThat(soundObjects(verdicts, "i_"), equalTo(Set.of()));
  }

  /** The members of these files have other names than the column {@code a}, or are absent. */
  private static final Set<String> Y_ACCEPTED = Set.of();

  private static Set<String> soundObjects(Map<String, List<String>> verdicts, String prefix) {
    return verdicts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix) && !e.getValue().contains("record.json"))
        .map(e -> e.getKey() + e.getValue())
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static List<String> verdicts(byte[] file) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(goodRows("before"));
    text.writeBytes(file);
    text.write('\n');
    text.writeBytes(goodRows("after"));
    List<Seen> read = json(text.toByteArray());
    List<Seen> good = read.stream().filter(s -> s.raw().endsWith("row\"}")).toList();
    assertThat(good.size(), is(2 * GOOD_ROWS / 2));
    good.forEach(s -> assertThat(s.problem(), nullValue()));
    return read.stream()
        .filter(s -> !s.raw().endsWith("row\"}"))
        .map(s -> s.problem() == null ? "sound" : s.problem())
        .toList();
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
        new JsonLinesReader(new ByteArrayInputStream(bytes), List.of("a"), Limits.DEFAULT, 1));
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
