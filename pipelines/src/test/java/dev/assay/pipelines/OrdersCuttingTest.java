package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same 20,000 orders, however they are cut into files and runs, end in the same gold, to the
 * last column; when rows changed is not looked at. Gold of all orders in one file equals the
 * oracle's, and that of every other cutting equals it.
 *
 * <p>One table is a matter of files, and means to be: {@code late_orders} says how much older an
 * order is than the latest one of the file it came in. It is held against the oracle's for the very
 * files of each cutting, which knows nothing of runs.
 */
class OrdersCuttingTest {
  /** How many cuttings are drawn, beside those that are given. */
  private static final long DRAWN = Long.getLong("assay.test.cuttings", 12);

  private static final long FIRST_SEED = Long.getLong("assay.test.seed", 1);

  private static final Feed REPEATS = new Feed(50, 400, 0.05, 0.05, 0, 0.01, 0.02, 41);
  private static final Feed CONFLICTS = new Feed(50, 400, 0.05, 0.05, 0.05, 0.01, 0.02, 42);

  private static final List<String> NOT_OF_FILES =
      OrdersOracle.BY_DAY.stream().filter(table -> !table.equals("late_orders")).toList();

  @TempDir private static Path made;
  private static List<String> repeats;
  private static List<String> conflicts;
  private static OrdersLanding repeatsInOneFile;
  private static OrdersLanding conflictsInOneFile;

  @TempDir private Path folder;

  @BeforeAll
  static void takeAllInAtOnce() throws Exception {
    repeats = OrdersLanding.lines(REPEATS, made.resolve("repeats"));
    conflicts = OrdersLanding.lines(CONFLICTS, made.resolve("conflicts"));
    repeatsInOneFile = take(Cutting.into(1), repeats, made.resolve("of-repeats"));
    conflictsInOneFile =
        take(Cutting.into(1).onConflict("latest"), conflicts, made.resolve("of-conflicts"));
    assertEqualsOracle(repeatsInOneFile, OrdersOracle.BY_DAY);
    assertEqualsOracle(conflictsInOneFile, OrdersOracle.BY_DAY);
  }

  static Stream<Cutting> ofOrdersThatRepeat() {
    Stream<Cutting> given =
        Stream.of(
            Cutting.into(96),
            Cutting.into(96).shuffled(),
            Cutting.into(24).withTwice(0.5),
            Cutting.into(24).withTwice(0.5).inRuns(3),
            Cutting.into(24).shuffled().renamed(),
            Cutting.into(24).withGzipped(0.5),
            Cutting.into(96).inRuns(3),
            Cutting.into(96).shuffled().renamed().withTwice(0.1).inRuns(30));
    return Stream.concat(given, drawn().filter(cutting -> cutting.seed() % 3 == 0));
  }

  static Stream<Cutting> ofOrdersThatConflict() {
    Stream<Cutting> given =
        Stream.of(
            Cutting.into(96).onConflict("latest"),
            Cutting.into(96).shuffled().inRuns(3).onConflict("quarantine"));
    Stream<Cutting> more =
        drawn()
            .filter(cutting -> cutting.seed() % 3 != 0)
            .map(cutting -> cutting.onConflict(cutting.seed() % 3 == 1 ? "latest" : "quarantine"));
    return Stream.concat(given, more);
  }

  private static Stream<Cutting> drawn() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + DRAWN).mapToObj(Cutting::drawn);
  }

  @ParameterizedTest
  @MethodSource("ofOrdersThatRepeat")
  void ordersThatRepeatEndInTheSameGold(Cutting cutting) throws Exception {
    assertEndsLike(repeatsInOneFile, take(cutting, repeats, folder));
  }

  @ParameterizedTest
  @MethodSource("ofOrdersThatConflict")
  void ordersThatConflictEndInTheSameGold(Cutting cutting) throws Exception {
    assertEndsLike(conflictsInOneFile, take(cutting, conflicts, folder));
  }

  private static OrdersLanding take(Cutting cutting, List<String> lines, Path folder)
      throws Exception {
    OrdersLanding landing = new OrdersLanding(folder);
    String contract =
        ContractText.bundled("orders")
            .with("value: fail", "value: " + cutting.onConflict())
            .within("orders", "mustBeLessOrEqualTo: 5\n", "mustBeLessOrEqualTo: 100\n")
            .option(folder);
    for (List<Cutting.Piece> pieces : cutting.cut(lines)) {
      Cutting.land(pieces, landing);
      landing.publish(contract);
      assertThat(landing.landed(), empty());
    }
    return landing;
  }

  private static void assertEndsLike(OrdersLanding expected, OrdersLanding found) throws Exception {
    assertThat(differences(expected, found), empty());
    assertEqualsOracle(found, List.of("late_orders"));
  }

  private static void assertEqualsOracle(OrdersLanding found, List<String> tables)
      throws Exception {
    try (OrdersOracle oracle = Question.ofFiles(found.archivedFiles()).ask()) {
      assertThat(
          oracle.differences(found.lake().warehouseFile(), List.of("orders"), tables), empty());
    }
  }

  /** Rows of gold that only one of two warehouses has, when they changed apart. */
  private static List<List<String>> differences(OrdersLanding expected, OrdersLanding found)
      throws Exception {
    List<List<String>> differences = new ArrayList<>();
    for (String table : NOT_OF_FILES) {
      differences.addAll(found.lake().differences(expected.lake(), table));
    }
    return differences;
  }
}
