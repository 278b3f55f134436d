package dev.assay.pipelines;

import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.Ingest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/**
 * {@code ingest}: files of any contract to silver, quarantine and ledger, and no further. Each
 * domain is a feed of its own: what is current, what came before and what is archived is looked up
 * among its own batches.
 */
public final class IngestPipeline implements NamedPipeline {

  /** Runs {@code assay ingest} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("ingest", args));
  }

  static void build(Pipeline pipeline, Delivery delivery) {
    Batch.of(delivery).silver(pipeline.apply("Ingest", Ingest.of(delivery))).commit();
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String description() {
    return "Files of any kind to typed rows, from a contract of yours.";
  }

  @Override
  public String reads() {
    return "the datasets of the contract, each a full snapshot in CSV or JSON lines";
  }

  @Override
  public String writes() {
    return "a table of the schema DOMAIN_silver for each dataset of the contract";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return IngestOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    return BatchPlan.of(name(), options.as(BatchOptions.class), Map.of(), IngestPipeline::build);
  }
}
