package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.transforms.ledger.FileBalance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hostile inputs that others have collected, strewn among 10,000 good rows and taken through
 * the whole of {@code banking}: the good rows come out as if they were alone, and each of the
 * others is to be found, in silver or in quarantine.
 */
@EnabledIfEnvironmentVariable(
    named = "ASSAY_DATA",
    matches = ".+",
    disabledReason = "ASSAY_DATA does not name the folder of real data")
class CorporaAmidGoodRowsTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY).build();

  @TempDir private static Path folder;
  private static final List<String> VALUES = new ArrayList<>();
  private static final Map<String, byte[]> SUITE = new TreeMap<>();
  private static final HostileDelivery CSV = HostileDelivery.ofCsv();
  private static final HostileDelivery JSON_LINES = HostileDelivery.ofJsonLines();
  private static BankingLake csv;
  private static BankingLake jsonLines;

  /**
   * Every string as a value; and every file of CSV or of strings whole, with its own header and
   * number of columns.
   */
  @BeforeAll
  static void takeInCsv() throws Exception {
    VALUES.addAll(naughtyStrings());
    VALUES.addAll(csvValues());
    for (int i = 0; i < VALUES.size(); i++) {
      String quoted = '"' + VALUES.get(i).replace("\"", "\"\"") + '"';
      CSV.sound("customers.csv", "H" + i + ",Bob,Ray," + quoted + ",Troy,NY,01234");
      CSV.sound("accounts.csv", "HA" + i + ",H" + i + ",Savings,1.00");
    }
    for (Path file : files("csv-spectrum/csvs", "univocity-csv", "blns")) {
      CSV.with("customers.csv", Files.readAllBytes(file), "");
    }
    csv = amidGoodRows(CSV, HostileDelivery.ofCsv(), csvContract());
  }

  /** Every JSON file twice: as the value of a customer sound but for that, and as a line. */
  @BeforeAll
  static void takeInJsonLines() throws Exception {
    for (Path file : files("JSONTestSuite/test_parsing", "JSONTestSuite/test_transform")) {
      SUITE.put(file.getFileName().toString(), onOneLine(Files.readAllBytes(file)));
    }
    for (Map.Entry<String, byte[]> json : SUITE.entrySet()) {
      boolean isBlank = new String(json.getValue(), UTF_8).isBlank();
      JSON_LINES.with("customers.jsonl", json.getValue(), isBlank ? "" : NO_CUSTOMER);
      JSON_LINES.with("customers.jsonl", customer(json.getKey(), json.getValue()), "");
    }
    for (String naughty : naughtyStrings()) {
      byte[] json = JSON.writeValueAsBytes(naughty);
      JSON_LINES.with("customers.jsonl", customer("naughty " + naughty, json), "");
    }
    jsonLines = amidGoodRows(JSON_LINES, HostileDelivery.ofJsonLines(), jsonContract());
  }

  @Test
  void takesEveryNaughtyStringAndCsvValueToSilverAndGoldByteForByte() throws Exception {
    assertThat(addresses(csv.files(ADDRESSES + "silver.customers")), equalTo(VALUES));
    assertThat(
        addresses(csv.warehouse(ADDRESSES + "banking_gold.customer_account_balance")),
        equalTo(VALUES));
  }

  @Test
  void losesNoLineOfFilesThatAreOfOtherShapes() throws Exception {
    assertThat(unaccounted(csv, folder.resolve("hostile/customers.csv")), empty());
  }

  @Test
  void quarantinesEveryLineThatIsNoCustomer() throws Exception {
    List<List<String>> quarantined = HostileDelivery.quarantined(jsonLines);
    quarantined.removeIf(row -> row.get(2).startsWith(CUSTOMER));
    assertThat(withoutRules(quarantined), equalTo(withoutRules(JSON_LINES.quarantine())));
    assertThat(quarantined.stream().filter(row -> row.get(3).isEmpty()).toList(), empty());
  }

  @Test
  void takesJsonThatMustPassToSilverAndQuarantinesJsonThatMustFail() throws Exception {
    Map<String, String> silver = jsonValues();
    List<String> surprises = new ArrayList<>();
    for (Map.Entry<String, byte[]> json : SUITE.entrySet()) {
      String name = json.getKey();
      boolean isSound = silver.containsKey(name);
      if (name.startsWith("y_") && isSound) {
        assertThat(name, silver.get(name), is(asText(json.getValue())));
      }
      if (name.startsWith("y_") && !isSound || name.startsWith("n_") && isSound) {
        surprises.add(name);
      }
    }
    assertThat(
        "JSON whose keys are repeated is refused on purpose",
        surprises,
        contains("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"));
  }

  @Test
  void quarantinesOrTakesWhatJsonLeavesOpenAndLosesNone() throws Exception {
    long sound = jsonValues().keySet().stream().filter(SUITE::containsKey).count();
    long quarantined =
        HostileDelivery.quarantined(jsonLines).stream()
            .filter(row -> row.get(2).startsWith(CUSTOMER))
            .count();
    assertThat(sound + quarantined, is((long) SUITE.size()));
  }

  @Test
  void takesEveryNaughtyStringInJsonToSilver() throws Exception {
    Map<String, String> silver = jsonValues();
    for (String naughty : naughtyStrings()) {
      assertThat(silver.get("naughty " + naughty), is(naughty));
    }
  }

  /** Addresses of the JSON customers by their key. */
  private static Map<String, String> jsonValues() throws Exception {
    Map<String, String> values = new HashMap<>();
    jsonLines
        .files("SELECT customer_id, address FROM silver.customers")
        .forEach(row -> values.put(row.get(0), row.get(1)));
    return values;
  }

  private static final String NO_CUSTOMER = "whatever rule it breaks first";
  private static final String CUSTOMER =
      "{\"first_name\":\"Bob\",\"last_name\":\"Ray\",\"customer_id\":";
  private static final String ADDRESSES = "SELECT customer_id, address IS NULL, address FROM ";

  /** Runs the good rows alone and amid the hostile ones, and compares what came of them. */
  private static BankingLake amidGoodRows(
      HostileDelivery hostile, HostileDelivery good, String contract) throws Exception {
    BankingLake alone = BankingLake.at(folder.resolve(good.customers() + "-alone"));
    alone.publish(good.writeTo(folder.resolve("good")), contract, "--asOf=2024-03-01");
    BankingLake lake = BankingLake.at(folder.resolve(good.customers() + "-amid"));
    lake.publish(hostile.writeTo(folder.resolve("hostile")), contract, "--asOf=2024-03-01");
    List<List<String>> expected = HostileDelivery.goodRows(alone);
    assertThat(expected, hasSize(18_000 + 6_000));
    assertThat(HostileDelivery.goodRows(lake), equalTo(expected));
    for (FileBalance file : lake.last().ledger().files()) {
      assertThat(file.read(), is(file.accepted() + file.quarantined() + file.duplicates()));
    }
    return lake;
  }

  /** The values by the number of their customer, none of them null. */
  private static List<String> addresses(List<List<String>> rows) {
    Map<Integer, String> values = new TreeMap<>();
    for (List<String> row : rows) {
      if (row.get(0).startsWith("H")) {
        assertThat(row.get(0), row.get(1), is("false"));
        values.put(Integer.parseInt(row.get(0).substring(1)), row.get(2));
      }
    }
    return List.copyOf(values.values());
  }

  /** Lines of a file that are not blank and in none of silver, quarantine and duplicates. */
  private static List<String> unaccounted(BankingLake lake, Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    Map<Long, String> open = new TreeMap<>();
    LongStream.rangeClosed(2, lines.size())
        .filter(line -> !lines.get((int) line - 1).isEmpty())
        .forEach(line -> open.put(line, lines.get((int) line - 1)));
    assertThat(open.size(), greaterThan(11_000));
    String text = "concat_ws('', customer_id, first_name, last_name, address, city, state, zip)";
    for (List<String> row :
        lake.files(
            "SELECT line, raw FROM quarantine WHERE dataset = 'customers' UNION ALL SELECT"
                + " _source_line, "
                + text
                + " FROM silver.customers UNION ALL"
                + " SELECT line, '' FROM duplicates WHERE dataset = 'customers'")) {
      long first = Long.parseLong(row.get(0));
      LongStream.rangeClosed(first, first + HostileDelivery.lineBreaks(row.get(1)))
          .forEach(open::remove);
    }
    return open.entrySet().stream().map(Object::toString).toList();
  }

  private static byte[] customer(String id, byte[] address) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(CUSTOMER.getBytes(UTF_8));
    line.writeBytes(JSON.writeValueAsBytes(id));
    line.writeBytes(",\"address\":".getBytes(UTF_8));
    line.writeBytes(address);
    line.write('}');
    return line.toByteArray();
  }

  /**
   * JSON without line breaks, which would end the record. A tab takes their place: outside of a
   * text it is white space as they are, and within one it is as wrong as they are.
   */
  private static byte[] onOneLine(byte[] json) {
    byte[] line = json.clone();
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) '\t' : line[i];
    }
    return line;
  }

  /** A value as silver holds it: texts as they are, others as JSON; null is empty in the query. */
  private static String asText(byte[] json) throws IOException {
    JsonNode value = JSON.readTree(json);
    String text = new String(json, UTF_8).strip();
    return value.isNull()
        ? ""
        : value.isTextual() ? value.asText() : value.isContainerNode() ? withoutBlanks(text) : text;
  }

  /** JSON without the blanks outside of texts. */
  private static String withoutBlanks(String json) {
    return json.replaceAll("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+", "$1");
  }

  private static List<List<String>> withoutRules(List<List<String>> quarantined) {
    return quarantined.stream().map(row -> row.subList(0, 3)).toList();
  }

  private static String csvContract() throws IOException {
    return ContractText.bundled().relaxed().option(folder);
  }

  private static String jsonContract() throws IOException {
    return ContractText.bundled()
        .relaxed()
        .within(
            "customers",
            "physicalName: customers.csv\n",
            "physicalName: customers.jsonl\n"
                + "    customProperties:\n"
                + "      - property: format\n"
                + "        value: jsonLines\n")
        .option(folder);
  }

  private static List<String> naughtyStrings() throws IOException {
    List<String> strings =
        JSON.readValue(corpora().resolve("blns/blns.json").toFile(), new TypeReference<>() {});
    assertThat(strings, hasSize(515));
    return strings;
  }

  /** The values of the CSV collections, as their answers or another reader give them. */
  private static List<String> csvValues() throws Exception {
    List<String> values = new ArrayList<>();
    for (Path answer : files("csv-spectrum/json")) {
      List<Map<String, String>> rows = JSON.readValue(answer.toFile(), new TypeReference<>() {});
      rows.forEach(row -> values.addAll(row.values()));
    }
    SqlRows.ofCsv(corpora().resolve("univocity-csv/correctness.csv")).forEach(values::addAll);
    return values;
  }

  private static List<Path> files(String... folders) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name : folders) {
      try (Stream<Path> files = Files.list(corpora().resolve(name))) {
        files.filter(file -> !file.endsWith("LICENSE")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  private static Path corpora() {
    return Path.of(System.getenv("ASSAY_DATA"), "corpora");
  }
}
