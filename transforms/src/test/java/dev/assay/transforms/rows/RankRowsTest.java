package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.List;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class RankRowsTest {
  private static final Columns SPENDS = columns("customer", Type.STRING, "spend", Type.INTEGER);
  private static final Columns RANKED =
      SPENDS.plus(
          new Column("rank", Type.INTEGER, false, ""), new Column("of", Type.INTEGER, false, ""));

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

  private Rows<Row> spends(Row... spends) {
    return Rows.of(
        SPENDS,
        pipeline.apply(
            "Spends", Create.of(List.of(spends)).withCoder(RowCoder.of(SPENDS.toSchema()))));
  }
}
