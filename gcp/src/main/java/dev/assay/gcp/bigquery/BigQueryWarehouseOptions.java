package dev.assay.gcp.bigquery;

import dev.assay.pipelines.Kind;
import dev.assay.pipelines.Takes;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What a warehouse in BigQuery needs to know that no option of Beam tells. */
public interface BigQueryWarehouseOptions extends PipelineOptions {

  @Description("Location of the datasets: EU, US, europe-west1. That of the bucket of --output.")
  @Default.String("US")
  @Takes(value = Kind.IDENTIFIER, unlessGiven = "US")
  String getWarehouseLocation();

  void setWarehouseLocation(String location);
}
