package dev.assay.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@code ingest} can be told: what every batch pipeline can, but it has no contract. */
public interface IngestOptions extends BatchOptions {

  @Description("What the files must look like: a data contract of yours (ODCS 3.1, YAML).")
  @Validation.Required
  @Takes(value = Kind.FILE, example = "contract.odcs.yaml")
  @Override
  String getContract();

  @Override
  void setContract(String contract);
}
