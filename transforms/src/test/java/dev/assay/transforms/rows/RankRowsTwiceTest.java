package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.testing.Twice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks and percentiles stay the same however often and in whatever order bundles are tried. */
class RankRowsTwiceTest {
  private static final Columns SPENDS = columns("customer", Type.INTEGER, "spend", Type.INTEGER);
  private static final Columns TEXT = columns("text", Type.STRING);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesTheSameRanksWhenEachBundleIsTriedTwice(long seed) {
    int customers = 301;
    List<Row> rows = new ArrayList<>();
    List<Row> expected = new ArrayList<>();
    for (long i = 0; i < customers; i++) {
      rows.add(row(SPENDS, i, i / 10));
      expected.add(row(TEXT, i + " is " + (i + 1) + " of 301, median 15"));
    }
    Collections.shuffle(rows, new Random(seed));
    PCollection<Row> plain =
        pipeline.apply(Create.of(rows).withCoder(RowCoder.of(SPENDS.toSchema())));
    Rows<Row> spends = Rows.of(SPENDS, plain);

    Rows<Row> ranked =
        spends.apply(
            "Rank",
            RankRows.by(Order.ascending("spend"), Order.ascending("customer")).withRangeBytes(300));
    PCollectionView<BigDecimal> median =
        spends.apply("Median", Percentile.of("spend", new BigDecimal("0.5")));
    Rows<Row> texts =
        PerRow.of(ranked)
            .with(median)
            .compute(TEXT, (row, value, results) -> results.output(row(TEXT, text(row, value))));

    PAssert.that(texts.unpack()).containsInAnyOrder(expected);
    List<String> steps = Twice.seed(seed).withTwins().apply(pipeline);
    assertThat(steps, hasItem(containsString("Rank/Spread")));
    assertThat(steps, hasItem(containsString("Rank/Number")));
    assertThat(steps, hasItem(containsString("Median/FindNear")));
    pipeline.run();
  }

  private static String text(Row row, BigDecimal median) {
    return "%d is %d of %d, median %s"
        .formatted(
            row.getInt64("customer"),
            row.getInt64("rank"),
            row.getInt64("row_count"),
            median.stripTrailingZeros().toPlainString());
  }
}
