package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class PercentileTest {
  private static final Columns SPENDS = columns("spend", Type.decimal(18, 2));
  private static final Columns TEXT = columns("text", Type.STRING);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** How to compare each row with a percentile of all. */
  @Test
  void liesBetweenTwoValuesWhereThePositionDoes() {
    Rows<Row> spends = spends("10.00", "20.00", null, "40.00", "30.00");

    PCollectionView<BigDecimal> p90 =
        spends.apply("P90", Percentile.of("spend", new BigDecimal("0.9")));
    Rows<Row> high =
        PerRow.of(spends)
            .with(p90)
            .compute(
                TEXT,
                (spend, limit, results) -> {
                  BigDecimal value = spend.getDecimal("spend");
                  if (value != null && value.compareTo(limit) >= 0) {
                    results.output(row(TEXT, value + " >= " + limit));
                  }
                });

    PAssert.that(high.unpack()).containsInAnyOrder(row(TEXT, "40.00 >= 37.000"));
    pipeline.run();
  }

  @Test
  void isNullWhereThereIsNoValue() {
    Rows<Row> spends = spends(null, null);
    PCollectionView<BigDecimal> median =
        spends.apply("Median", Percentile.of("spend", new BigDecimal("0.5")));
    Rows<Row> texts =
        PerRow.of(spends)
            .with(median)
            .compute(TEXT, (spend, limit, results) -> results.output(row(TEXT, "" + limit)));

    PAssert.that(texts.unpack()).containsInAnyOrder(row(TEXT, "null"), row(TEXT, "null"));
    pipeline.run();
  }

  private Rows<Row> spends(String... spends) {
    List<Row> rows =
        Arrays.stream(spends)
            .map(spend -> row(SPENDS, spend == null ? null : new BigDecimal(spend)))
            .toList();
    return Rows.of(
        SPENDS,
        pipeline.apply("Spends", Create.of(rows).withCoder(RowCoder.of(SPENDS.toSchema()))));
  }
}
