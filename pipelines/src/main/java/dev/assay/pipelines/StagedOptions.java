package dev.assay.pipelines;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a pipeline that is cut into stages can be told. */
public interface StagedOptions extends BatchOptions {

  @Override
  @Description("The delivery: the folder that holds every file of the contract.")
  @Takes(
      value = Kind.FOLDER,
      example = "landing/2026-01-31",
      unlessGiven = "none; the first stage, and a run of all stages, must have it")
  @Nullable String getInput();

  @Description(
      "The stage to run: it reads what the one before it committed, of --batch if that is given.")
  @Takes(value = Kind.STAGE, unlessGiven = "all stages, committed as one batch")
  @Nullable String getStage();

  void setStage(@Nullable String stage);
}
