package dev.assay.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What {@code replay} tells a pipeline; nobody types it. */
public interface ReplayOptions extends PipelineOptions {

  @Description("The file that says where each record of a replay came from.")
  @Nullable String getReplayTies();

  void setReplayTies(@Nullable String file);

  @Description("The log entry whose delivery is read again whole; none for a file of records.")
  @Nullable Long getReplayOf();

  void setReplayOf(@Nullable Long number);
}
