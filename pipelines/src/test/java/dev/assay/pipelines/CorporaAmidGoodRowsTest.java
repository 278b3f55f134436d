package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
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

  @TempDir private Path folder;

  @Test
  void takesEveryNaughtyStringAndCsvValueToSilverAndGoldByteForByte() throws Exception {
    List<String> values = new ArrayList<>(naughtyStrings());
    values.addAll(csvValues());
    HostileDelivery delivery = HostileDelivery.ofCsv();
    for (int i = 0; i < values.size(); i++) {
      String quoted = '"' + values.get(i).replace("\"", "\"\"") + '"';
      delivery.sound("customers.csv", "H" + i + ",Bob,Ray," + quoted + ",Troy,NY,01234");
      delivery.sound("accounts.csv", "HA" + i + ",H" + i + ",Savings,1.00");
    }

    BankingLake lake = amidGoodRows(delivery, HostileDelivery.ofCsv(), csvContract());

    assertThat(addresses(lake.files(ADDRESSES + "silver.customers")), equalTo(values));
    assertThat(
        addresses(lake.warehouse(ADDRESSES + "banking_gold.customer_account_balance")),
        equalTo(values));
  }

  /**
   * Whole files, with their own headers and numbers of columns: a record that has as many fields as
   * the contract requires is a customer, each other line is in quarantine, none is in neither.
   */
  @Test
  void losesNoLineOfFilesThatAreOfOtherShapes() throws Exception {
    HostileDelivery delivery = HostileDelivery.ofCsv();
    for (Path file : files("csv-spectrum/csvs", "univocity-csv", "blns")) {
      delivery.with("customers.csv", Files.readAllBytes(file), "");
    }

    BankingLake lake = amidGoodRows(delivery, HostileDelivery.ofCsv(), csvContract());

    assertThat(unaccounted(lake, folder.resolve("hostile/customers.csv")), empty());
  }

  /** Each file's JSON as a line of its own, and none of them a customer. */
  @Test
  void quarantinesEveryLineThatIsNoCustomer() throws Exception {
    HostileDelivery delivery = HostileDelivery.ofJsonLines();
    for (Path file : files("JSONTestSuite/test_parsing", "JSONTestSuite/test_transform")) {
      byte[] line = onOneLine(Files.readAllBytes(file));
      boolean isBlank = new String(line, UTF_8).isBlank();
      delivery.with("customers.jsonl", line, isBlank ? "" : "some");
    }

    BankingLake lake = amidGoodRows(delivery, HostileDelivery.ofJsonLines(), jsonContract());

    assertThat(
        withoutRules(HostileDelivery.quarantined(lake)),
        equalTo(withoutRules(delivery.quarantine())));
    assertThat(
        lake.files("SELECT count(*) FROM quarantine WHERE len(violations) = 0 OR raw IS NULL"),
        contains(List.of("0")));
  }

  /** Each file's JSON as the address of a customer who is sound but for that. */
  @Test
  void takesJsonThatMustPassToSilverAndQuarantinesJsonThatMustFail() throws Exception {
    Map<String, byte[]> suite = new TreeMap<>();
    for (Path file : files("JSONTestSuite/test_parsing", "JSONTestSuite/test_transform")) {
      suite.put(file.getFileName().toString(), onOneLine(Files.readAllBytes(file)));
    }
    List<String> names = List.copyOf(suite.keySet());
    HostileDelivery delivery = HostileDelivery.ofJsonLines();
    for (int i = 0; i < names.size(); i++) {
      delivery.with("customers.jsonl", customer(i, suite.get(names.get(i))), "");
    }
    List<String> naughty = naughtyStrings();
    for (int i = 0; i < naughty.size(); i++) {
      int id = names.size() + i;
      delivery.with("customers.jsonl", customer(id, JSON.writeValueAsBytes(naughty.get(i))), "");
    }

    BankingLake lake = amidGoodRows(delivery, HostileDelivery.ofJsonLines(), jsonContract());

    Map<String, String> silver = new HashMap<>();
    lake.files("SELECT customer_id, address FROM silver.customers")
        .forEach(row -> silver.put(row.get(0), row.get(1)));
    List<String> surprises = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String value = silver.get("H" + i);
      String name = names.get(i);
      if (name.startsWith("y_") && value != null) {
        assertThat(name, value, is(asText(suite.get(name))));
      }
      boolean isDue = name.startsWith("y_");
      if (!name.startsWith("i_") && name.matches("[yn]_.*") && isDue != (value != null)) {
        surprises.add(name);
      }
    }
    assertThat(
        "JSON whose keys are repeated is refused on purpose",
        surprises,
        contains("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"));
    for (int i = 0; i < naughty.size(); i++) {
      assertThat(silver.get("H" + (names.size() + i)), is(naughty.get(i)));
    }
  }

  private static final String ADDRESSES = "SELECT customer_id, address IS NULL, address FROM ";

  /** Runs the good rows alone and amid the hostile ones, and compares what came of them. */
  private BankingLake amidGoodRows(HostileDelivery hostile, HostileDelivery good, String contract)
      throws Exception {
    BankingLake alone = BankingLake.at(folder.resolve("alone-lake"));
    alone.publish(good.writeTo(folder.resolve("alone")), contract, "--asOf=2024-03-01");
    BankingLake lake = BankingLake.at(folder.resolve("lake"));
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

  private static byte[] customer(int id, byte[] address) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(
        ("{\"customer_id\":\"H"
                + id
                + "\",\"first_name\":\"Bob\",\"last_name\":\"Ray\",\"address\":")
            .getBytes(UTF_8));
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

  private String csvContract() throws IOException {
    return ContractText.bundled().relaxed().option(folder);
  }

  private String jsonContract() throws IOException {
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
