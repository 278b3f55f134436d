package dev.assay.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.testing.Twice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed per key stays the same however often and in whatever order it is tried. */
class PerKeyTwiceTest {
  private static final Columns OWNERS =
      Columns.of(List.of(column("owner_id", Type.STRING), column("name", Type.STRING)));
  private static final Columns THINGS =
      Columns.of(
          List.of(
              column("thing_id", Type.INTEGER),
              column("owner_id", Type.STRING),
              column("price", Type.decimal(12, 2))));
  private static final Columns TOTALS =
      Columns.of(
          List.of(
              column("owner_id", Type.STRING),
              column("name", Type.STRING),
              column("things", Type.STRING),
              column("total", Type.decimal(18, 2))));

  private static final Group.Input<Row> OWNER = Group.Input.rows("Owners");
  private static final Group.Input<Row> THING = Group.Input.rows("Things");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Column column(String name, Type type) {
    return new Column(name, type, true, "");
  }

  /** Random rows: some owners have nothing, some things belong to nobody. */
  private record Data(List<Row> owners, List<Row> things) {
    static Data random(long seed) {
      Random random = new Random(seed);
      List<Row> owners = new ArrayList<>();
      List<Row> things = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        owners.add(row(OWNERS, "owner" + i, "name" + random.nextInt(10)));
      }
      for (long i = 0; i < 300; i++) {
        String owner = random.nextInt(9) == 0 ? null : "owner" + random.nextInt(50);
        things.add(row(THINGS, i, owner, BigDecimal.valueOf(random.nextInt(1_000_000), 2)));
      }
      return new Data(owners, things);
    }

    private static Row row(Columns columns, Object... values) {
      return Row.withSchema(columns.toSchema()).addValues(values).build();
    }
  }

  private static void total(Group group, Results<Row> results) {
    BigDecimal total = new BigDecimal("0.00");
    StringBuilder things = new StringBuilder();
    for (Row thing : group.rows(THING)) {
      total = total.add(thing.getDecimal("price"));
      things.append(thing.getInt64("thing_id")).append(' ');
    }
    String owner = group.key().getString("owner_id");
    String name = group.row(OWNER).map(row -> row.getString("name")).orElse(null);
    if (name == null) {
      results.unattributed("total", "nobody owns it", 1, total);
    } else {
      results.output(
          Row.withSchema(TOTALS.toSchema())
              .addValues(owner, name, things.toString(), total)
              .build());
    }
  }

  private static final Queue<String> PLAIN = new ConcurrentLinkedQueue<>();

  /** Rows at the start of a pipeline. */
  private static final class Given extends PTransform<PBegin, Rows<Row>> {
    private final Columns columns;
    private final List<Row> rows;

    Given(Columns columns, List<Row> rows) {
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public Rows<Row> expand(PBegin begin) {
      return Rows.of(columns, begin.apply(Create.of(rows).withRowSchema(columns.toSchema())));
    }
  }

  private static Rows<Row> totals(Pipeline pipeline, Data data) {
    return PerKey.of("owner_id")
        .with(OWNER, pipeline.apply("Owners", new Given(OWNERS, data.owners)))
        .with(THING, pipeline.apply("Things", new Given(THINGS, data.things)))
        .compute(TOTALS, PerKeyTwiceTest::total);
  }

  private static PCollection<String> texts(Rows<Row> totals) {
    PCollection<String> rows =
        totals
            .unpack()
            .apply(
                "RowText",
                MapElements.into(TypeDescriptors.strings()).via(row -> row.getValues().toString()));
    PCollection<String> missing =
        totals
            .unattributed()
            .apply(
                "SumMissing",
                MapElements.into(TypeDescriptors.bigdecimals()).via(Unattributed::amount))
            .apply(Combine.globally(PerKeyTwiceTest::sum))
            .apply(
                "MissingText",
                MapElements.into(TypeDescriptors.strings()).via(sum -> "missing " + sum));
    return PCollectionList.of(rows).and(missing).apply("Texts", Flatten.pCollections());
  }

  private static BigDecimal sum(Iterable<BigDecimal> amounts) {
    BigDecimal sum = new BigDecimal("0.00");
    for (BigDecimal amount : amounts) {
      sum = sum.add(amount);
    }
    return sum;
  }

  /** What a run gives that nothing happens to. */
  private static List<String> plain(Data data) {
    PLAIN.clear();
    Pipeline plain = TestPipeline.create().enableAbandonedNodeEnforcement(true);
    texts(totals(plain, data))
        .apply(
            "Remember", MapElements.into(TypeDescriptors.booleans()).via(text -> PLAIN.add(text)));
    plain.run();
    return List.copyOf(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesTheSameRowsAndSumsWhenEachBundleIsTriedTwice(long seed) {
    Data data = Data.random(seed);
    List<String> expected = plain(data);
    assertThat(expected.size(), greaterThan(30));

    PAssert.that(texts(totals(pipeline, data))).containsInAnyOrder(expected);
    List<String> steps = Twice.seed(seed).withTwins().apply(pipeline);
    assertThat(steps, hasItem(containsString("KeyThings")));
    assertThat(steps, hasItem(containsString("Compute")));
    pipeline.run();
  }
}
