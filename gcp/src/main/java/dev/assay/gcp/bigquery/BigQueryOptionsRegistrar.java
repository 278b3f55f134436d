package dev.assay.gcp.bigquery;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** Lets {@link BigQueryWarehouseOptions} be given among a pipeline's options. */
public final class BigQueryOptionsRegistrar implements PipelineOptionsRegistrar {

  @Override
  public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
    return List.of(BigQueryWarehouseOptions.class);
  }
}
