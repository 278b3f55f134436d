package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.Type;
import dev.assay.transforms.validate.Violation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final Columns STORED = columns("a", Type.STRING, "b", Type.INTEGER);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @Test
  void packsAndUnpacksRowsOfEveryType() {
    List<Row> rows = TestRows.rows().list().ofSize(50).sample();
    PCollection<Row> plain =
        pipeline.apply(Create.of(rows).withCoder(RowCoder.of(TestRows.EVERY_TYPE.toSchema())));
    PAssert.that(Rows.of(TestRows.EVERY_TYPE, plain).unpack()).containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void selectsColumnsInAnotherOrderWithWhereTheRowCameFrom() {
    Rows<Row> selected = Rows.select(stored(), List.of("_source_line", "b", "_source_file"));
    Columns columns =
        Columns.of(
            List.of(
                Dataset.SOURCE_LINE, new Column("b", Type.INTEGER, true, ""), Dataset.SOURCE_FILE));
    PAssert.that(selected.unpack())
        .containsInAnyOrder(row(columns, 1L, 7L, "f.csv"), row(columns, 2L, null, "f.csv"));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void saysWhichColumnIsNotThere() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Rows.select(stored(), List.of("c")));
    assertThat(e.getMessage(), containsString("no column c among [a, b]"));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void groupsByTheFileThatRowsCameFrom() {
    Group.Input<Row> input = Group.Input.rows("Stored");
    Columns counted = columns("file", Type.STRING, "rows", Type.INTEGER);
    Rows<Row> counts =
        PerKey.of("file")
            .with(input, Rows.select(stored(), List.of("a", "_source_file")), "_source_file")
            .compute(
                counted,
                (file, results) -> {
                  long rows = 0;
                  for (Row ignored : file.rows(input)) {
                    rows++;
                  }
                  results.output(row(counted, file.key().getString("file"), rows));
                });
    PAssert.that(counts.unpack()).containsInAnyOrder(row(counted, "f.csv", 2L));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void takesRowsOfATablesClass() {
    RowType<Violation> type = RowType.of(TableDefinition.of(Violation.class));
    List<Violation> violations =
        List.of(
            Violation.of("a.type", "a", "is no number", "x"), Violation.of("r", null, "", null));
    PCollection<Violation> plain = pipeline.apply(Create.of(violations).withCoder(type.coder()));
    Rows<Violation> rows = Rows.ofBlocks(plain.apply(new PackRows<>(type)), type, 1);
    PAssert.that(rows.unpack()).containsInAnyOrder(violations);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void packsMoreRowsThanFitOneBlock() {
    Columns columns = columns("t", Type.STRING);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(row(columns, Arbitraries.strings().alpha().ofLength(1000).sample()));
    }
    PCollection<Row> plain =
        pipeline.apply(Create.of(rows).withCoder(RowCoder.of(columns.toSchema())));
    PAssert.that(Rows.of(columns, plain).unpack()).containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsStayInTheirWindows() {
    Columns columns = columns("k", Type.STRING, "v", Type.INTEGER);
    Duration minute = Duration.standardMinutes(1);
    List<TimestampedValue<Row>> rows = new ArrayList<>();
    for (long i = 0; i < 6; i++) {
      rows.add(TimestampedValue.of(row(columns, "x", i), new Instant(i * 20_000)));
    }
    PCollection<Row> windowed =
        pipeline
            .apply(Create.timestamped(rows).withCoder(RowCoder.of(columns.toSchema())))
            .apply(Window.into(FixedWindows.of(minute)));
    Group.Input<Row> input = Group.Input.rows("Windowed");
    PCollection<Row> sums =
        PerKey.of("k")
            .with(input, Rows.of(columns, windowed))
            .compute(
                columns,
                (group, results) -> {
                  long sum = 0;
                  for (Row each : group.rows(input)) {
                    sum += each.getInt64("v");
                  }
                  results.output(row(columns, group.key().getString("k"), sum));
                })
            .unpack();
    IntervalWindow first = new IntervalWindow(new Instant(0), minute);
    IntervalWindow second = new IntervalWindow(first.end(), minute);
    PAssert.that(sums).inWindow(first).containsInAnyOrder(row(columns, "x", 3L));
    PAssert.that(sums).inWindow(second).containsInAnyOrder(row(columns, "x", 12L));
    pipeline.run().waitUntilFinish();
  }

  private Rows<Row> stored() {
    Block block = block(STORED, 0, "f.csv", List.of(row(STORED, "x", 7L), row(STORED, "y", null)));
    return Rows.ofBlocks(
        pipeline.apply(Create.of(block).withCoder(Block.coder())), RowType.of(STORED), 3);
  }
}
