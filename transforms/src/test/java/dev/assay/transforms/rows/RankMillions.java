package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/**
 * Ranks customers by what they spent, as a process of its own: how many customers, and bytes a
 * range. Nine in ten spent nothing. Fails if a rank, or the median or the 95th percentile of what
 * was spent, is not what follows from that; prints how many ranks were right.
 */
final class RankMillions {
  private static final Columns SPENDS = columns("customer", Type.INTEGER, "spend", Type.INTEGER);
  private static final Columns WRONG = columns("text", Type.STRING);
  private static final int CHUNK = 10_000;

  /** No multiple of 2 or 5: customers arrive in no order. */
  private static final long STEP = 1_000_003;

  private static final Counter RIGHT = Metrics.counter(RankMillions.class, "right");

  private RankMillions() {}

  public static void main(String[] arguments) {
    long customers = Long.parseLong(arguments[0]);
    long rangeBytes = Long.parseLong(arguments[1]);
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    Rows<Row> spends = spends(pipeline, customers);
    Rows<Row> ranked =
        spends.apply(
            "Rank",
            RankRows.by(Order.ascending("spend"), Order.ascending("customer"))
                .withRangeBytes(rangeBytes));
    PCollectionView<BigDecimal> p95 =
        spends.apply("P95", Percentile.of("spend", new BigDecimal("0.95")));
    BigDecimal expected = percentile95(customers);
    PerRow.of("Check", ranked)
        .with(p95)
        .compute(WRONG, (row, value, results) -> check(row, value.compareTo(expected) == 0));
    var result = pipeline.run();
    result.waitUntilFinish();
    MetricsFilter right =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(RankMillions.class))
            .build();
    result
        .metrics()
        .queryMetrics(right)
        .getCounters()
        .forEach(counter -> System.out.println(counter.getAttempted()));
  }

  /** Every tenth customer spent one more than its number. */
  private static Rows<Row> spends(Pipeline pipeline, long customers) {
    List<Integer> chunks = IntStream.range(0, (int) (customers / CHUNK)).boxed().toList();
    PCollection<Block> blocks =
        pipeline
            .apply("Chunks", Create.of(chunks))
            .apply("Spends", ParDo.of(new SpendsFn(customers)))
            .setCoder(Block.coder());
    return Rows.ofBlocks(blocks, RowType.of(SPENDS), 8);
  }

  private static void check(Row row, boolean isPercentileRight) {
    long customer = row.getInt64("customer");
    long customers = row.getInt64("row_count");
    long spendersBefore = (customer + 9) / 10;
    long expected =
        customer % 10 == 0
            ? customers / 10 * 9 + spendersBefore + 1
            : customer - spendersBefore + 1;
    if (row.getInt64("rank") != expected || !isPercentileRight) {
      throw new IllegalStateException(row + " should be " + expected);
    }
    RIGHT.inc();
  }

  /**
   * Position 0.95 (n - 1) falls among the spenders, who stand in steps of 10 behind 0.9 n others.
   */
  private static BigDecimal percentile95(long customers) {
    BigDecimal position = new BigDecimal("0.95").multiply(BigDecimal.valueOf(customers - 1));
    BigDecimal spender = position.subtract(BigDecimal.valueOf(customers / 10 * 9));
    return spender.multiply(BigDecimal.TEN).add(BigDecimal.ONE);
  }

  private static final class SpendsFn extends DoFn<Integer, Block> {
    private final long customers;

    SpendsFn(long customers) {
      this.customers = customers;
    }

    @ProcessElement
    public void spends(@Element Integer chunk, OutputReceiver<Block> out) {
      BlockBuilder builder = new BlockBuilder();
      RowEncoder encoder = new RowEncoder();
      RowType<Row> type = RowType.of(SPENDS);
      for (long i = (long) chunk * CHUNK; i < (chunk + 1L) * CHUNK; i++) {
        long customer = i * STEP % customers;
        type.encode(row(SPENDS, customer, customer % 10 == 0 ? customer + 1 : 0L), 0, encoder);
        builder.append(encoder);
      }
      out.output(builder.build(""));
    }
  }
}
