package dev.assay.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What {@code plan} tells a pipeline; nobody types it. */
public interface TrialOptions extends PipelineOptions {

  @Description("Whether the request is only looked at: nothing is claimed, moved or cleared.")
  boolean isTrial();

  void setTrial(boolean isTrial);
}
