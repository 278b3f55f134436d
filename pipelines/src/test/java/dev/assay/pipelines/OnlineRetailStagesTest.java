package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code online-retail} stage by stage ends in the tables, row for row, of a run of all stages. */
class OnlineRetailStagesTest {
  private static final List<String> STAGES = List.of("silver", "star", "analytics");

  /** Two months, three customers and an unknown one, a cancellation, and a line twice. */
  private static final String LINES =
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      536365,85123A,WHITE HANGING HEART,6,12/1/2010 8:26,2.55,17850,United Kingdom
      536365,85123A,WHITE HANGING HEART,6,12/1/2010 8:26,2.55,17850,United Kingdom
      536366,22728,ALARM CLOCK,24,12/3/2010 23:59,3.750,12583,France
      536367,POST,POSTAGE,3,12/3/2010 0:00,18.005,12583,Belgium
      536368,22728,ALARM CLOCK green,1,12/5/2010 9:00,7.11,,United Kingdom
      C536379,22728,ALARM CLOCK,-1,12/6/2010 9:41,3.75,12583,France
      536370,22729,MUG,2,1/7/2011 12:30,4.25,14646,Netherlands
      536371,22728,ALARM CLOCK,10,1/8/2011 12:30,3.65,17850,United Kingdom
      """;

  @TempDir Path folder;

  @Test
  void stagesEndInTheTablesOfAWholeRun() throws Exception {
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(input.resolve("sales.csv"), LINES);

    Map<String, List<String>> whole = whole(input, "--topN=1");
    assertThat(whole.keySet().size(), is(7));
    assertThat(staged(input, "--topN=1"), equalTo(whole));
    assertThat(balances("staged"), equalTo(balances("whole")));
  }

  @Test
  void theDayThatTheFirstStageIsToldScoresTheCustomersOfTheNext() throws Exception {
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(input.resolve("sales.csv"), LINES);
    Map<String, List<String>> whole = whole(input, "--asOf=2011-02-01");

    publish("staged", "--input=" + input, "--asOf=2011-02-01", "--stage=silver");
    publish("staged", "--stage=star");
    publish("staged", "--stage=analytics");

    assertThat(gold("staged"), equalTo(whole));
    assertThat(whole.get("online_retail_gold.dim_customers").toString(), containsString("14646|"));
  }

  @Test
  void theAnalyticsOfACommittedStarCanBeMadeAnew() throws Exception {
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(input.resolve("sales.csv"), LINES);
    Map<String, List<String>> all = whole(input);

    publish("whole", "--stage=analytics", "--topN=1");

    Map<String, List<String>> one = gold("whole");
    String bestSellers = "online_retail_gold.top_n_products_monthly";
    assertThat(one.get(bestSellers).size(), is(2));
    assertThat(one.get(bestSellers), not(equalTo(all.get(bestSellers))));
    one.remove(bestSellers);
    all.remove(bestSellers);
    assertThat(one, equalTo(all));
  }

  @Test
  void theRealShopEndsAlikeEitherWay() throws Exception {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    Path input = Path.of(data, "online-retail");

    Map<String, List<String>> whole = whole(input);
    assertThat(whole.get("online_retail_gold.fact_sales").size(), is(530_104));
    assertThat(whole.get("online_retail_gold.dim_customers").size(), is(4_338));
    Map<String, List<String>> staged = staged(input);
    assertThat(staged.keySet(), equalTo(whole.keySet()));
    whole.forEach((table, rows) -> assertThat(table, staged.get(table).equals(rows), is(true)));
    assertThat(balances("staged"), equalTo(balances("whole")));
  }

  @Test
  void helpMarksWhatEveryStageMustBeGiven() {
    String help = HereRun.of("online-retail", "--help").out();
    assertThat(help, containsString("*     --output=DIR"));
    assertThat(help, containsString("      --stage=STAGE"));
    assertThat(help, not(containsString("*     --input")));
  }

  private Map<String, List<String>> whole(Path input, String... options) throws Exception {
    publish("whole", with("--input=" + input, options));
    return gold("whole");
  }

  private Map<String, List<String>> staged(Path input, String... options) throws Exception {
    for (String stage : STAGES) {
      String[] more = with("--stage=" + stage, options);
      publish("staged", stage.equals("silver") ? with("--input=" + input, more) : more);
    }
    return gold("staged");
  }

  private static String[] with(String option, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(option);
    return all.toArray(String[]::new);
  }

  private void publish(String lake, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("online-retail");
    arguments.add("--output=" + folder.resolve(lake));
    arguments.addAll(List.of(options));
    HereRun run = HereRun.of(arguments.toArray(String[]::new));
    assertThat(run.err() + run.out(), run.code(), is(ExitCode.PUBLISHED));
  }

  private Map<String, List<String>> gold(String lake) throws Exception {
    Path output = folder.resolve(lake);
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table :
        Trace.query(
            output,
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'online_retail_gold'")) {
      String name = "online_retail_gold." + table;
      tables.put(name, Trace.query(output, "SELECT * EXCLUDE (last_updated) FROM " + name));
    }
    return tables;
  }

  /** The account of each gold table, of whichever entry. */
  private Map<String, TableBalance> balances(String lake) throws IOException {
    Map<String, TableBalance> balances = new TreeMap<>();
    Log.of(folder.resolve(lake).toString())
        .read()
        .forEach(entry -> entry.ledger().tables().forEach(t -> balances.put(t.table(), t)));
    return balances;
  }
}
