package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileTest {
  private static final Columns SPENDS = columns("spend", Type.decimal(18, 2));
  private static final Columns WHOLE = columns("n", Type.INTEGER);
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

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.01"})
  void refusesWhatIsNoShare(String p) {
    assertThrows(IllegalArgumentException.class, () -> Percentile.of("spend", new BigDecimal(p)));
  }

  @Test
  void refusesAColumnThatIsNoNumber() {
    TestPipeline unused = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    Rows<Row> texts = Rows.of(TEXT, unused.apply(Create.empty(RowCoder.of(TEXT.toSchema()))));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> texts.apply("P", Percentile.of("text", BigDecimal.ONE)));
    assertThat(e.getMessage(), containsString("text is string"));
  }

  /** Few values and many rows each, or all distinct; both are to be right. */
  @Property(tries = 25)
  void isWhatPlainSortingFinds(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = -40, max = 40) Long> few,
      @ForAll @Size(max = 300) List<Long> many,
      @ForAll @IntRange(max = 1000) int permille) {
    TestPipeline fresh = TestPipeline.create().enableAbandonedNodeEnforcement(true);
    List<Long> values = new ArrayList<>(few);
    values.addAll(many);
    BigDecimal p = BigDecimal.valueOf(permille, 3);
    PCollection<Row> rows =
        fresh.apply(
            Create.of(values.stream().map(value -> row(WHOLE, value)).toList())
                .withCoder(RowCoder.of(WHOLE.toSchema())));
    PCollectionView<BigDecimal> found =
        Rows.of(WHOLE, rows).apply("Percentile", Percentile.of("n", p));
    PCollection<Row> once =
        fresh.apply("Once", Create.of(row(TEXT, "")).withCoder(RowCoder.of(TEXT.toSchema())));
    Rows<Row> shown =
        PerRow.of(Rows.of(TEXT, once))
            .with(found)
            .compute(TEXT, (none, value, results) -> results.output(row(TEXT, plain(value))));
    PAssert.that(shown.unpack()).containsInAnyOrder(row(TEXT, plain(sorted(values, permille))));
    fresh.run();
  }

  /** In thousandths of a value, so that whole numbers do. */
  private static BigDecimal sorted(List<Long> values, int permille) {
    List<BigDecimal> sorted = values.stream().sorted().map(BigDecimal::valueOf).toList();
    int thousandths = permille * (sorted.size() - 1);
    BigDecimal low = sorted.get(thousandths / 1000);
    BigDecimal high = sorted.get((thousandths + 999) / 1000);
    BigDecimal share = BigDecimal.valueOf(thousandths % 1000);
    return low.multiply(BigDecimal.valueOf(1000).subtract(share))
        .add(high.multiply(share))
        .movePointLeft(3);
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
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
