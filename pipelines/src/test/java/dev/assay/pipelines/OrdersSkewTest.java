package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A feed in which one customer gives nine orders of ten, and one product is on nine of ten lines.
 */
class OrdersSkewTest {
  private static final Feed FEED = new Feed(25, 800, 0.02, 0.01, 0, 0.01, 0, 5);
  private static final Pattern CUSTOMER = Pattern.compile("CUST-\\d+");
  private static final Pattern PRODUCT = Pattern.compile("PROD-\\d+");

  @TempDir private static Path folder;
  private static Path skewed;

  @BeforeAll
  static void generate() throws IOException {
    skewed = folder.resolve("skewed");
    OrdersGenerator.of(FEED).writeTo(skewed);
    try (Stream<Path> files = Files.list(skewed.resolve("orders"))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file, UTF_8);
        Files.write(file, lines.stream().map(OrdersSkewTest::skewed).toList(), UTF_8);
      }
    }
  }

  /** What an id becomes follows from the id, so that an order that comes again comes the same. */
  private static String skewed(String order) {
    return mostlyOne(PRODUCT, mostlyOne(CUSTOMER, order));
  }

  private static String mostlyOne(Pattern ids, String text) {
    return ids.matcher(text)
        .replaceAll(id -> id.group().endsWith("7") ? id.group() : one(id.group()));
  }

  private static String one(String id) {
    Matcher number = Pattern.compile("\\d+").matcher(id);
    return number.replaceFirst("1000");
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    OrdersLake lake = OrdersLake.at(folder.resolve("lake"));
    lake.publish(skewed, contract());
    assertThat(
        Long.parseLong(
            lake.warehouse(
                    "SELECT count(*) FROM orders_gold.fact_orders"
                        + " WHERE customer_id = 'CUST-1000' AND product_id = 'PROD-1000'")
                .get(0)
                .get(0)),
        greaterThan(40_000L));
    try (OrdersOracle oracle = Question.about(skewed).ask()) {
      assertThat(
          oracle.differences(lake.warehouseFile(), List.of("orders"), OrdersOracle.BY_DAY),
          empty());
    }
  }

  private static String contract() throws IOException {
    return ContractText.bundled("orders").with("value: fail", "value: latest").option(folder);
  }
}
