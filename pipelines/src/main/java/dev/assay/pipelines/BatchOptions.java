package dev.assay.pipelines;

import org.apache.beam.sdk.options.Description;

/** What a pipeline that refines one delivery can be told. */
public interface BatchOptions extends RunOptions {

  @Description("The delivery: the folder that holds every file of the contract.")
  @Takes(value = Kind.FOLDER, example = "landing/2026-01-31")
  String getInput();

  void setInput(String input);
}
