package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.EVERY_TYPE;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class RankRowsTest {
  private static final Columns SPENDS = columns("customer", Type.STRING, "spend", Type.INTEGER);
  private static final Columns RANKED =
      SPENDS.plus(
          new Column("rank", Type.INTEGER, false, ""), new Column("of", Type.INTEGER, false, ""));

  private static final Columns NUMBERED = numbered();

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** How to rank all rows of a table. */
  @Test
  void ranksRowsByAValueAndThenByTheirKey() {
    Rows<Row> spends =
        spends(
            row(SPENDS, "ann", 5L),
            row(SPENDS, "bob", 9L),
            row(SPENDS, "cyd", 5L),
            row(SPENDS, "dan", null));

    Rows<Row> ranked =
        spends.apply(
            "Rank",
            RankRows.by(Order.descending("spend"), Order.ascending("customer")).as("rank", "of"));

    PAssert.that(ranked.unpack())
        .containsInAnyOrder(
            row(RANKED, "bob", 9L, 1L, 4L),
            row(RANKED, "ann", 5L, 2L, 4L),
            row(RANKED, "cyd", 5L, 3L, 4L),
            row(RANKED, "dan", null, 4L, 4L));
    pipeline.run();
  }

  @Test
  void nobodyIsRankedInAnEmptyTable() {
    PAssert.that(spends().apply("Rank", RankRows.by(Order.ascending("customer"))).unpack()).empty();
    pipeline.run();
  }

  @Test
  void refusesRowsThatTheOrderCannotTellApart() {
    spends(row(SPENDS, "zoe", 5L), row(SPENDS, "bob", 5L))
        .apply("Rank", RankRows.by(Order.descending("spend")));
    Exception e = assertThrows(PipelineExecutionException.class, pipeline::run);
    assertThat(e.getMessage(), containsString("cannot be ranked by [spend]"));
    assertThat(e.getMessage(), not(containsString("zoe")));
  }

  @Test
  void carriesOnWhatIsUnattributed() {
    Rows<Row> ranked =
        PerRow.of(spends(row(SPENDS, "ann", 5L)))
            .compute(
                SPENDS,
                (spend, results) -> results.unattributed("spend", "lost", 1, BigDecimal.ONE))
            .apply("Rank", RankRows.by(Order.descending("customer")));
    PAssert.that(ranked.unattributed())
        .containsInAnyOrder(new Unattributed("spend", "lost", 1, BigDecimal.ONE));
    pipeline.run();
  }

  /** Rows of every type, and the columns that they are ordered by first. */
  record Ranking(List<Row> rows, List<Order> order) {
    /** With a number in front that no other row has. */
    static Ranking of(List<Row> drawn, List<Order> order) {
      List<Row> rows = new ArrayList<>();
      for (Row each : drawn) {
        List<Object> values = new ArrayList<>(List.of((long) rows.size()));
        values.addAll(each.getValues());
        rows.add(row(NUMBERED, values.toArray()));
      }
      return new Ranking(rows, order);
    }

    Comparator<Row> comparator() {
      Comparator<Row> result = Comparator.comparing(row -> 0);
      for (Order by : order) {
        Comparator<Row> next =
            Comparator.comparing(row -> row.getValue(by.column()), RowOrderTest.BY_VALUE);
        result = result.thenComparing(by.descending() ? next.reversed() : next);
      }
      return result.thenComparing(row -> row.getInt64("number"), Comparator.reverseOrder());
    }

    List<String> ranked() {
      List<Row> sorted = rows.stream().sorted(comparator()).toList();
      List<String> ranked = new ArrayList<>();
      for (Row each : sorted) {
        ranked.add(each.getInt64("number") + " is " + (ranked.size() + 1) + "/" + rows.size());
      }
      return ranked;
    }
  }

  @Provide
  Arbitrary<Ranking> rankings() {
    Arbitrary<Order> order =
        Combinators.combine(Arbitraries.of(EVERY_TYPE.names()), Arbitraries.of(true, false))
            .as(Order::new);
    // A few values of each column, so that many rows are equal in it.
    Arbitrary<List<Row>> some = TestRows.rows().list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<List<Row>> rows = some.flatMap(few -> Arbitraries.of(few).list().ofMaxSize(150));
    return Combinators.combine(rows, order.list().uniqueElements(Order::column).ofMaxSize(3))
        .as(Ranking::of);
  }

  @Property(tries = 25)
  void ranksAsPlainSortingDoesWhereverRangesBegin(
      @ForAll("rankings") Ranking ranking, @ForAll @LongRange(min = 50, max = 5000) long bytes) {
    TestPipeline fresh = TestPipeline.create().enableAbandonedNodeEnforcement(true);
    List<Order> order = new ArrayList<>(ranking.order());
    order.add(Order.descending("number"));
    PCollection<Row> plain =
        fresh.apply(Create.of(ranking.rows()).withCoder(RowCoder.of(NUMBERED.toSchema())));
    PCollection<String> ranked =
        Rows.of(NUMBERED, plain)
            .apply("Rank", RankRows.by(order.toArray(Order[]::new)).withRangeBytes(bytes))
            .unpack()
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        row ->
                            row.getInt64("number")
                                + " is "
                                + row.getInt64("rank")
                                + "/"
                                + row.getInt64("row_count")));
    PAssert.that(ranked).containsInAnyOrder(ranking.ranked());
    fresh.run();
  }

  private Rows<Row> spends(Row... spends) {
    return Rows.of(
        SPENDS,
        pipeline.apply(
            "Spends", Create.of(List.of(spends)).withCoder(RowCoder.of(SPENDS.toSchema()))));
  }

  private static Columns numbered() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("number", Type.INTEGER, false, ""));
    columns.addAll(EVERY_TYPE.asList());
    return Columns.of(columns);
  }
}
