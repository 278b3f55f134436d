package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.transforms.read.Limits;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What somebody asks of a pipeline, as given; nothing of it is trusted yet.
 *
 * @param pipeline name of the pipeline
 * @param stages names of the stages the pipeline is cut into, in their order; none if it is not
 * @param stage the one stage to run; null for all of them in one batch
 * @param intake how it takes files in
 * @param contract what the files must be
 * @param input folder of the delivery; null for a stage that reads what was committed
 * @param output folder of the lake
 * @param warehouse where the tables are published: {@code duckdb:FILE} or {@code bigquery:PROJECT}
 * @param batch id of the batch; null for one that follows from what is delivered
 * @param asOf the day the delivery speaks of, ISO 8601; null if its data says
 * @param archive folder the files are moved to once published, or null
 * @param options what else changes the result, by name
 * @param limits how much of hostile input is borne
 * @param replay what it takes out of quarantine; null for a delivery of its own
 * @param isTrial whether it is only looked at: nothing is claimed, moved or cleared
 */
public record DeliveryRequest(
    String pipeline,
    List<String> stages,
    @Nullable String stage,
    Intake intake,
    Contract contract,
    @Nullable String input,
    String output,
    String warehouse,
    @Nullable String batch,
    @Nullable String asOf,
    @Nullable String archive,
    Map<String, String> options,
    Limits limits,
    @Nullable Replay replay,
    boolean isTrial)
    implements Serializable {

  /** A delivery of its own. */
  public DeliveryRequest(
      String pipeline,
      List<String> stages,
      @Nullable String stage,
      Intake intake,
      Contract contract,
      @Nullable String input,
      String output,
      String warehouse,
      @Nullable String batch,
      @Nullable String asOf,
      @Nullable String archive,
      Map<String, String> options,
      Limits limits) {
    this(
        pipeline, stages, stage, intake, contract, input, output, warehouse, batch, asOf, archive,
        options, limits, null, false);
  }

  /** The same, of records taken out of quarantine; null for a delivery of its own. */
  public DeliveryRequest replaying(@Nullable Replay records) {
    return new DeliveryRequest(
        pipeline, stages, stage, intake, contract, input, output, warehouse, batch, asOf, archive,
        options, limits, records, isTrial);
  }

  /** The same, only to be looked at. */
  public DeliveryRequest onTrial() {
    return new DeliveryRequest(
        pipeline, stages, stage, intake, contract, input, output, warehouse, batch, asOf, archive,
        options, limits, replay, true);
  }

  /** Whether it takes files in: not a stage that reads what the stage before it committed. */
  boolean takesFilesIn() {
    return stage == null || stages.indexOf(stage) == 0;
  }

  /** The stage before the one that is asked for. */
  String stageBefore() {
    return stages.get(stages.indexOf(stage) - 1);
  }
}
