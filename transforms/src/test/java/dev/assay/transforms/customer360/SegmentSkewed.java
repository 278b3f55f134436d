package dev.assay.transforms.customer360;

import dev.assay.schemas.Columns;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.CustomerSegment;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BlockBuilder;
import dev.assay.transforms.rows.RowEncoder;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.Row;

/**
 * Segments customers, as a process of its own. Each has one purchase; nine in ten spent the same,
 * the tenth ones one cent more for each number below theirs. Customer 1 has nine in ten of all
 * sales besides, each of a cent. Ends with 1 if the segments are not what follows from that.
 */
final class SegmentSkewed {
  private static final int CUSTOMERS = 200_000;
  private static final int ORDERS = 9 * CUSTOMERS;
  private static final int CHUNK = 2_000;

  /**
   * The 90th percentile lies a tenth of the way from the spend of customer 10 to that of customer
   * 20: all tenth ones but the first are above it, and customer 1.
   */
  private static final Map<String, Long> EXPECTED =
      new TreeMap<>(
          Map.of("High-Value", CUSTOMERS / 10L, "One-Time Buyer", CUSTOMERS - CUSTOMERS / 10L));

  private SegmentSkewed() {}

  public static void main(String[] arguments) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    options.setTargetParallelism(2);
    Pipeline pipeline = Pipeline.create(options);
    retailer(pipeline)
        .apply("SegmentCustomers", SegmentCustomers.of(SaleStatuses.of("Completed")))
        .unpack()
        .apply("Count", ParDo.of(new CountFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> found = counts(result);
    System.out.println(found);
    System.exit(found.equals(EXPECTED) ? 0 : 1);
  }

  private static Datasets retailer(Pipeline pipeline) {
    Datasets none = Datasets.in(pipeline, "a test");
    return none.with(
            "customers", rows(pipeline, "Customers", Retailer.CUSTOMERS, CUSTOMERS, customer()))
        .with("online_transactions", rows(pipeline, "Orders", Retailer.ORDERS, ORDERS, order()))
        .with(
            "in_store_transactions",
            rows(pipeline, "Purchases", Retailer.PURCHASES, CUSTOMERS, purchase()))
        .with(
            "customer_service_interactions", rows(pipeline, "Calls", Retailer.CALLS, 0, customer()))
        .with("loyalty_accounts", rows(pipeline, "Loyalty", Retailer.LOYALTY, 0, customer()));
  }

  /** Writes the row of a number, from 1. */
  private interface Writer extends Serializable {
    void write(int number, RowEncoder row);
  }

  private static Writer customer() {
    return (number, row) -> {
      row.putLong(number);
      row.putString("Customer " + number);
    };
  }

  private static Writer order() {
    return (number, row) -> {
      row.putLong(1);
      row.putLong(number);
      row.putNull();
      row.putDecimal(BigDecimal.valueOf(1, 2));
      row.putString("Completed");
    };
  }

  private static Writer purchase() {
    return (number, row) -> {
      row.putLong(number);
      row.putLong(1);
      row.putNull();
      row.putDecimal(BigDecimal.valueOf(number % 10 == 0 ? 1_000 + number : 1_000, 2));
    };
  }

  private static Rows<Row> rows(
      Pipeline pipeline, String name, Columns columns, int count, Writer writer) {
    var chunks = IntStream.range(0, (count + CHUNK - 1) / CHUNK).boxed().toList();
    return Rows.ofBlocks(
        pipeline
            .apply(name, Create.of(chunks).withCoder(VarIntCoder.of()))
            .apply("Make" + name, ParDo.of(new MakeFn(writer)))
            .setCoder(Block.coder()),
        RowType.of(columns),
        8);
  }

  private static final class MakeFn extends DoFn<Integer, Block> {
    private final Writer writer;

    MakeFn(Writer writer) {
      this.writer = writer;
    }

    @ProcessElement
    public void make(@Element Integer chunk, OutputReceiver<Block> out) {
      BlockBuilder block = new BlockBuilder();
      RowEncoder row = new RowEncoder();
      for (int number = chunk * CHUNK + 1; number <= (chunk + 1) * CHUNK; number++) {
        row.begin(0);
        writer.write(number, row);
        row.end();
        block.append(row);
      }
      out.output(block.build(""));
    }
  }

  private static final class CountFn extends DoFn<CustomerSegment, Void> {
    @ProcessElement
    public void count(@Element CustomerSegment customer) {
      Metrics.counter(SegmentSkewed.class, customer.getSegment()).inc();
    }
  }

  private static Map<String, Long> counts(PipelineResult result) {
    Map<String, Long> counts = new TreeMap<>();
    result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(SegmentSkewed.class))
                .build())
        .getCounters()
        .forEach(counter -> counts.put(counter.getName().getName(), counter.getAttempted()));
    return counts;
  }
}
