package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerKeyTest {
  private static final Group.Input<Row> CUSTOMERS = Group.Input.rows("Customers");
  private static final Group.Input<Row> ACCOUNTS = Group.Input.rows("Accounts");
  private static final Group.Input<Row> BALANCES = Group.Input.rows("Balances");

  private static final Columns CUSTOMER =
      columns("name", Type.STRING, "id", Type.STRING, "branch", Type.INTEGER);
  private static final Columns ACCOUNT =
      columns(
          "at_branch", Type.INTEGER, "balance", Type.decimal(18, 2), "customer_id", Type.STRING);
  private static final Columns BALANCE =
      columns(
          "branch",
          Type.INTEGER,
          "customer",
          Type.STRING,
          "names",
          Type.STRING,
          "accounts",
          Type.INTEGER,
          "balance",
          Type.decimal(38, 9));

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** How to compute on plain Beam rows. */
  @Test
  void sumsPlainBeamRowsByKey() {
    Columns sales = columns("day", Type.STRING, "amount", Type.decimal(18, 2));
    PCollection<Row> plain =
        create("Sales", sales, row(sales, "mon", cents(150)), row(sales, "mon", cents(50)));
    Group.Input<Row> input = Group.Input.rows("Sales");

    Rows<Row> totals =
        PerKey.of("day")
            .with(input, Rows.of(sales, plain))
            .compute(
                sales,
                (day, results) -> {
                  BigDecimal sum = BigDecimal.ZERO;
                  for (Row sale : day.rows(input)) {
                    sum = sum.add(sale.getDecimal("amount"));
                  }
                  results.output(row(sales, day.key().getString("day"), sum));
                });

    PAssert.that(totals.unpack()).containsInAnyOrder(row(sales, "mon", cents(200)));
    pipeline.run().waitUntilFinish();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void isBeamsCoGroupByKeyWhateverTheNumberOfBuckets(int buckets) {
    PCollection<Row> customers = create("Customers", CUSTOMER, customers());
    PCollection<Row> accounts = create("Accounts", ACCOUNT, accounts());
    PCollection<Row> computed =
        balances(
                packed("PackCustomers", CUSTOMER, customers, buckets),
                packed("PackAccounts", ACCOUNT, accounts, buckets))
            .unpack();

    List<Row> oracle = oracle();
    assertThat(oracle.size() > 20, is(true));
    PAssert.that(computed)
        .satisfies(
            rows -> {
              List<Row> all = new ArrayList<>();
              rows.forEach(all::add);
              assertThat(all, containsInAnyOrder(oracle.toArray(Row[]::new)));
              return null;
            });
    PAssert.that(coGrouped(customers, accounts)).containsInAnyOrder(oracle);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void carriesWhatIsUnattributedThroughLaterComputations() {
    Rows<Row> balances =
        balances(
            packed("PackCustomers", CUSTOMER, create("Customers", CUSTOMER, customers()), 1),
            packed("PackAccounts", ACCOUNT, create("Accounts", ACCOUNT, accounts()), 1));
    Columns total = columns("branch", Type.INTEGER, "balance", Type.decimal(38, 9));
    Rows<Row> totals = balances.apply("Totals", new ByBranch(total));

    Unattributed lost = lost();
    PAssert.that(balances.unattributed()).containsInAnyOrder(lost);
    PAssert.that(totals.unattributed())
        .containsInAnyOrder(
            lost, new Unattributed("balance", "branch unknown", 1, new BigDecimal("7")));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void nothingIsUnattributedWhereNobodySaidSo() {
    Rows<Row> rows = Rows.of(CUSTOMER, create("Customers", CUSTOMER, customers()));
    PAssert.that(rows.unattributed()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsCanBeAskedForTwiceAndOneByOne() {
    Columns columns = columns("k", Type.STRING, "v", Type.INTEGER);
    Group.Input<Row> one = Group.Input.rows("One");
    Group.Input<Row> many = Group.Input.rows("Many");
    Rows<Row> computed =
        PerKey.of("k")
            .with(one, Rows.of("A", columns, create("C1", columns, row(columns, "x", 1L))))
            .with(
                many,
                Rows.of(
                    "B",
                    columns,
                    create("C2", columns, row(columns, "x", 3L), row(columns, "x", 2L))))
            .compute(
                columns,
                (group, results) -> {
                  List<Row> first = new ArrayList<>();
                  group.rows(many).forEach(first::add);
                  List<Row> second = new ArrayList<>();
                  group.rows(many).forEach(second::add);
                  assertThat(first, equalTo(second));
                  assertThat(group.row(one).orElseThrow().getInt64("v"), is(1L));
                  assertThrows(IllegalStateException.class, () -> group.row(many));
                  assertThrows(
                      IllegalArgumentException.class, () -> group.rows(Group.Input.rows("No")));
                  Iterator<Row> rows = group.rows(one).iterator();
                  rows.next();
                  assertThrows(NoSuchElementException.class, rows::next);
                  first.forEach(results::output);
                });
    PAssert.that(computed.unpack())
        .containsInAnyOrder(row(columns, "x", 2L), row(columns, "x", 3L));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void refusesKeysOfTwoTypes() {
    TestPipeline unused = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    Columns text = columns("k", Type.STRING);
    Columns whole = columns("k", Type.INTEGER);
    PerKey perKey =
        PerKey.of("k")
            .with(CUSTOMERS, Rows.of("A", text, empty(unused, "C1", text)))
            .with(ACCOUNTS, Rows.of("B", whole, empty(unused, "C2", whole)));
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> perKey.compute(text, (group, results) -> {}));
    assertThat(e.getMessage(), containsString("Accounts has the key [integer]"));
  }

  private static PCollection<Row> empty(TestPipeline pipeline, String name, Columns columns) {
    return pipeline.apply(name, Create.empty(RowCoder.of(columns.toSchema())));
  }

  private PCollection<Row> create(String name, Columns columns, Row... rows) {
    return pipeline.apply(
        name, Create.of(List.of(rows)).withCoder(RowCoder.of(columns.toSchema())));
  }

  private static Rows<Row> packed(
      String step, Columns columns, PCollection<Row> rows, int buckets) {
    return Rows.ofBlocks(Rows.of(step, columns, rows).blocks(), RowType.of(columns), buckets);
  }

  /** A balance for each key that has a name; other accounts belong to nobody. */
  private static Rows<Row> balances(Rows<Row> customers, Rows<Row> accounts) {
    return PerKey.of("branch", "customer")
        .with(CUSTOMERS, customers, "branch", "id")
        .with(ACCOUNTS, accounts, "at_branch", "customer_id")
        .compute(
            BALANCE,
            (group, results) ->
                balance(
                    group.key().getInt64("branch"),
                    group.key().getString("customer"),
                    group.rows(CUSTOMERS),
                    group.rows(ACCOUNTS),
                    results));
  }

  private static void balance(
      @Nullable Long branch,
      @Nullable String customer,
      Iterable<Row> customers,
      Iterable<Row> accounts,
      Results<Row> results) {
    List<String> names = texts(customers, "name");
    BigDecimal sum = BigDecimal.ZERO.setScale(9);
    long count = 0;
    for (Row account : accounts) {
      sum = sum.add(account.getDecimal("balance"));
      count++;
      if (names.isEmpty()) {
        results.unattributed("balance", "customer unknown", 1, account.getDecimal("balance"));
      }
    }
    if (!names.isEmpty()) {
      results.output(row(BALANCE, branch, customer, String.join(",", names), count, sum));
    }
  }

  private static List<String> texts(Iterable<Row> rows, String field) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getString(field))
        .sorted()
        .toList();
  }

  private static final class ByBranch
      extends org.apache.beam.sdk.transforms.PTransform<Rows<Row>, Rows<Row>> {
    private final Columns columns;

    ByBranch(Columns columns) {
      this.columns = columns;
    }

    @Override
    public Rows<Row> expand(Rows<Row> balances) {
      Columns total = columns;
      return PerKey.of("branch")
          .with(BALANCES, Rows.select(balances, List.of("balance", "branch")))
          .compute(
              total,
              (group, results) -> {
                Long branch = group.key().getInt64("branch");
                if (branch == null) {
                  results.unattributed("balance", "branch unknown", 1, new BigDecimal("7"));
                } else {
                  results.output(row(total, branch, BigDecimal.ZERO));
                }
              });
    }
  }

  private static PCollection<Row> coGrouped(PCollection<Row> customers, PCollection<Row> accounts) {
    TupleTag<Row> left = new TupleTag<>("left");
    TupleTag<Row> right = new TupleTag<>("right");
    Columns key = BALANCE.select(List.of("branch", "customer"));
    return KeyedPCollectionTuple.of(
            left, customers.apply("KeyLeft", keyed(key, "branch", "id", CUSTOMER)))
        .and(right, accounts.apply("KeyRight", keyed(key, "at_branch", "customer_id", ACCOUNT)))
        .apply(CoGroupByKey.create())
        .apply(
            ParDo.of(
                new DoFn<KV<Row, CoGbkResult>, Row>() {
                  @ProcessElement
                  public void process(
                      @Element KV<Row, CoGbkResult> group, OutputReceiver<Row> out) {
                    balance(
                        group.getKey().getInt64("branch"),
                        group.getKey().getString("customer"),
                        group.getValue().getAll(left),
                        group.getValue().getAll(right),
                        output(out::output));
                  }
                }))
        .setCoder(RowCoder.of(BALANCE.toSchema()));
  }

  private static org.apache.beam.sdk.transforms.PTransform<
          PCollection<Row>, PCollection<KV<Row, Row>>>
      keyed(Columns key, String branch, String customer, Columns columns) {
    return new org.apache.beam.sdk.transforms.PTransform<>() {
      @Override
      public PCollection<KV<Row, Row>> expand(PCollection<Row> rows) {
        return rows.apply(
                MapElements.via(
                    new SimpleFunction<Row, KV<Row, Row>>() {
                      @Override
                      public KV<Row, Row> apply(Row value) {
                        return KV.of(
                            row(key, value.getInt64(branch), value.getString(customer)), value);
                      }
                    }))
            .setCoder(KvCoder.of(RowCoder.of(key.toSchema()), RowCoder.of(columns.toSchema())));
      }
    };
  }

  private static Results<Row> output(java.util.function.Consumer<Row> output) {
    return new Results<>() {
      @Override
      public void output(Row row) {
        output.accept(row);
      }

      @Override
      public void unattributed(String column, String reason, long rows, BigDecimal amount) {}
    };
  }

  /** The balances, by maps. */
  private static List<Row> oracle() {
    List<Row> balances = new ArrayList<>();
    groups()
        .values()
        .forEach(
            group ->
                balance(
                    group.branch,
                    group.customer,
                    group.customers,
                    group.accounts,
                    output(balances::add)));
    return balances;
  }

  private static Unattributed lost() {
    List<Row> lost =
        groups().values().stream()
            .filter(group -> group.customers.isEmpty())
            .flatMap(group -> group.accounts.stream())
            .toList();
    BigDecimal amount =
        lost.stream().map(r -> r.getDecimal("balance")).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Unattributed("balance", "customer unknown", lost.size(), amount);
  }

  private record Both(
      @Nullable Long branch, @Nullable String customer, List<Row> customers, List<Row> accounts) {}

  private static TreeMap<String, Both> groups() {
    TreeMap<String, Both> groups = new TreeMap<>();
    for (Row customer : customers()) {
      group(groups, customer.getInt64("branch"), customer.getString("id")).customers.add(customer);
    }
    for (Row account : accounts()) {
      group(groups, account.getInt64("at_branch"), account.getString("customer_id"))
          .accounts
          .add(account);
    }
    return groups;
  }

  private static Both group(
      TreeMap<String, Both> groups, @Nullable Long branch, @Nullable String id) {
    return groups.computeIfAbsent(
        branch + "/" + id, key -> new Both(branch, id, new ArrayList<>(), new ArrayList<>()));
  }

  private static Row[] customers() {
    Random random = new Random(1);
    return IntStream.range(0, 60)
        .mapToObj(i -> row(CUSTOMER, "n" + i, id(random, 30), branch(random)))
        .toArray(Row[]::new);
  }

  /** Some of customers that there are not, and the other way round. */
  private static Row[] accounts() {
    Random random = new Random(2);
    return IntStream.range(0, 150)
        .mapToObj(
            i -> row(ACCOUNT, branch(random), cents(random.nextInt(9999) - 5000), id(random, 40)))
        .toArray(Row[]::new);
  }

  private static @Nullable Long branch(Random random) {
    return random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(2);
  }

  private static @Nullable String id(Random random, int ids) {
    int id = random.nextInt(ids);
    return id == 0 ? null : id == 1 ? "" : "c" + id;
  }

  private static BigDecimal cents(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
