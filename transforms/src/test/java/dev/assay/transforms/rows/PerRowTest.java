package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class PerRowTest {
  private static final Columns SALES = columns("day", Type.STRING, "quantity", Type.INTEGER);
  private static final Columns LINES = columns("text", Type.STRING);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** How to compute on each row. */
  @Test
  void computesNoneOneOrSeveralRowsFromEach() {
    Rows<Row> sales = sales(row(SALES, "mon", 0L), row(SALES, "tue", 1L), row(SALES, "wed", 2L));

    Rows<Row> lines =
        PerRow.of(sales)
            .compute(
                LINES,
                (sale, results) -> {
                  for (long i = 1; i <= sale.getInt64("quantity"); i++) {
                    results.output(row(LINES, sale.getString("day") + i));
                  }
                });

    PAssert.that(lines.unpack())
        .containsInAnyOrder(row(LINES, "tue1"), row(LINES, "wed1"), row(LINES, "wed2"));
    pipeline.run();
  }

  /** How to compute on each row and a value that all share. */
  @Test
  void showsEachRowASharedValue() {
    PCollectionView<Long> most =
        pipeline.apply("Most", Create.of(2L)).apply("View", View.asSingleton());

    Rows<Row> few =
        PerRow.of(sales(row(SALES, "mon", 1L), row(SALES, "tue", 3L)))
            .with(most)
            .compute(
                SALES,
                (sale, limit, results) -> {
                  if (sale.getInt64("quantity") <= limit) {
                    results.output(sale);
                  }
                });

    PAssert.that(few.unpack()).containsInAnyOrder(row(SALES, "mon", 1L));
    pipeline.run();
  }

  @Test
  void carriesOnWhatIsUnattributedAndAddsItsOwn() {
    Rows<Row> first =
        PerRow.of(
                "First",
                oneBlock(row(SALES, "mon", 1L), row(SALES, null, 5L), row(SALES, null, 6L)))
            .compute(SALES, PerRowTest::withDay);
    Rows<Row> second =
        PerRow.of("Second", first)
            .compute(
                LINES,
                (sale, results) -> results.unattributed("text", "mute", 1, BigDecimal.valueOf(2)));

    Unattributed noDay = new Unattributed("quantity", "no day", 2, BigDecimal.valueOf(11));
    PAssert.that(first.unattributed()).containsInAnyOrder(noDay);
    PAssert.that(second.unattributed())
        .containsInAnyOrder(noDay, new Unattributed("text", "mute", 1, BigDecimal.valueOf(2)));
    PAssert.that(second.unpack()).empty();
    pipeline.run();
  }

  private static void withDay(Row sale, Results<Row> results) {
    if (sale.getString("day") == null) {
      BigDecimal quantity = BigDecimal.valueOf(sale.getInt64("quantity"));
      results.unattributed("quantity", "no day", 1, quantity);
    } else {
      results.output(sale);
    }
  }

  @Test
  void seesSelectedColumnsAndWhereARowCameFrom() {
    Rows<Row> stored = oneBlock(row(SALES, "mon", 1L), row(SALES, "tue", 2L));
    Rows<Row> lines =
        PerRow.of(Rows.select(stored, List.of(Dataset.SOURCE_LINE.name(), "day")))
            .compute(
                LINES,
                (sale, results) ->
                    results.output(row(LINES, sale.getValue(0) + sale.getString("day"))));

    PAssert.that(lines.unpack()).containsInAnyOrder(row(LINES, "1mon"), row(LINES, "2tue"));
    pipeline.run();
  }

  private Rows<Row> sales(Row... sales) {
    return Rows.of(
        SALES,
        pipeline.apply(
            "Sales", Create.of(List.of(sales)).withCoder(RowCoder.of(SALES.toSchema()))));
  }

  private Rows<Row> oneBlock(Row... sales) {
    Block block = TestRows.block(SALES, 0, "f.csv", List.of(sales));
    return Rows.ofBlocks(
        pipeline.apply(Create.of(block).withCoder(Block.coder())), RowType.of(SALES), 1);
  }
}
