package dev.assay.pipelines;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.DeliveryRequest;
import dev.assay.transforms.batch.Intake;
import dev.assay.transforms.batch.Planner;
import dev.assay.transforms.batch.Replay;
import dev.assay.transforms.batch.Stages;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.validate.HashKey;
import dev.assay.transforms.warehouse.Projection;
import dev.assay.transforms.warehouse.TableMerge;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The plan of a pipeline that refines one delivery. */
public final class BatchPlan implements Plan {
  private final Delivery delivery;
  private final WarehouseSettings settings;
  private final BiConsumer<Pipeline, Delivery> build;
  private boolean isOver;

  private BatchPlan(
      Delivery delivery, WarehouseSettings settings, BiConsumer<Pipeline, Delivery> build) {
    this.delivery = delivery;
    this.settings = settings;
    this.build = build;
  }

  /**
   * Plans a run; empty if everything in the input folder was published and archived before.
   *
   * @param pipeline its name, also that of its bundled contract
   * @param settings what else changes the result, by the name of the option
   * @param build adds what is computed from a delivery that was not published yet
   */
  static Optional<Plan> of(
      String pipeline,
      BatchOptions options,
      Map<String, String> settings,
      BiConsumer<Pipeline, Delivery> build)
      throws IOException {
    return of(pipeline, options, contract -> settings, build);
  }

  /** The same, for settings that are to be held against the contract. */
  static Optional<Plan> of(
      String pipeline,
      BatchOptions options,
      Function<Contract, Map<String, String>> settings,
      BiConsumer<Pipeline, Delivery> build)
      throws IOException {
    return of(
        pipeline, options, settings, List.of(), null, Intake.DELIVERY, options.getInput(), build);
  }

  /** The same, of a pipeline that takes in what is new; empty if nothing is. */
  static Optional<Plan> ofFeed(
      String pipeline,
      FeedOptions options,
      Intake intake,
      Function<Contract, Map<String, String>> settings,
      BiConsumer<Pipeline, Delivery> build)
      throws IOException {
    return of(
        pipeline,
        options,
        settings,
        List.of(),
        null,
        intake
            .settledFor(Duration.ofSeconds(options.getSettle()))
            .lookingBack(options.getIndexDays()),
        options.getLanding(),
        build);
  }

  /** The same, of a pipeline that is cut into stages: for the one that is asked for, or for all. */
  static Optional<Plan> of(
      String pipeline, StagedOptions options, Map<String, String> settings, Stages stages)
      throws IOException {
    return of(
        pipeline,
        options,
        contract -> settings,
        stages.names(),
        options.getStage(),
        Intake.DELIVERY,
        options.getInput(),
        stages::build);
  }

  private static Optional<Plan> of(
      String pipeline,
      RunOptions options,
      Function<Contract, Map<String, String>> settings,
      List<String> stages,
      @Nullable String stage,
      Intake intake,
      @Nullable String input,
      BiConsumer<Pipeline, Delivery> build)
      throws IOException {
    DeliveryRequest request = request(pipeline, options, settings, stages, stage, intake, input);
    WarehouseSettings warehouse = WarehouseSettings.of(options);
    Optional<Plan> plan =
        Planner.plan(request, warehouse).map(delivery -> new BatchPlan(delivery, warehouse, build));
    if (plan.isEmpty() && !request.isTrial()) {
      catchUp(request, warehouse);
    }
    return plan;
  }

  /** What is asked for, by the options. */
  static DeliveryRequest request(
      String pipeline,
      RunOptions options,
      Function<Contract, Map<String, String>> settings,
      List<String> stages,
      @Nullable String stage,
      Intake intake,
      @Nullable String input)
      throws IOException {
    Warehouse.warmUp();
    FileSystems.setDefaultPipelineOptions(options);
    Contract contract =
        options.getContract() == null
            ? Contracts.bundled(pipeline)
            : Contracts.load(options.getContract());
    DeliveryRequest request =
        new DeliveryRequest(
            pipeline,
            stages,
            stage,
            intake.hidingWith(
                Optional.ofNullable(options.getQuarantineKey()).map(HashKey::new).orElse(null)),
            contract,
            input,
            options.getOutput(),
            options.getWarehouse(),
            options.getBatch(),
            options.getAsOf(),
            options.getArchive(),
            settings.apply(contract),
            limits(options));
    DeliveryRequest whole = request.replaying(replay(options.as(ReplayOptions.class)));
    return options.as(TrialOptions.class).isTrial() ? whole.onTrial() : whole;
  }

  private static @Nullable Replay replay(ReplayOptions options) {
    String ties = options.getReplayTies();
    return ties == null ? null : new Replay(options.getReplayOf(), ties);
  }

  /** How much of hostile input is borne. */
  public static Limits limits(LimitOptions options) {
    return new Limits(
        Size.buffer("maxRecordSize", options.getMaxRecordSize(), Limits.MAX_RECORD_BYTES),
        Size.buffer("maxFieldSize", options.getMaxFieldSize(), Limits.MAX_RECORD_BYTES),
        options.getMaxColumns(),
        options.getMaxJsonDepth(),
        options.getMaxNumberLength(),
        options.getMaxGzipRatio(),
        Size.bytes(options.getMaxFileSize()));
  }

  /** Nothing is new; the warehouse may be, or have missed what was committed last. */
  static void catchUp(DeliveryRequest request, WarehouseSettings settings) throws IOException {
    try (Warehouse warehouse = Warehouse.open(request.warehouse(), settings)) {
      Projection.catchUp(request.output(), warehouse);
    }
  }

  /** What would be refined. */
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public Map<String, Long> bytes() {
    return delivery.bytes();
  }

  @Override
  public int buckets() throws IOException {
    return delivery.buckets();
  }

  @Override
  public void build(Pipeline pipeline) {
    if (delivery.published() == null) {
      build.accept(pipeline, delivery);
    } else {
      Batch.republish(pipeline, delivery);
    }
  }

  @Override
  public boolean isOvertaken() throws IOException {
    return delivery.isOvertaken();
  }

  @Override
  public BatchResult result() throws IOException {
    isOver = true;
    Log log = Log.of(delivery.lake().root());
    long number =
        log.entries().stream()
            .filter(entry -> entry.batch().equals(delivery.batch()))
            .filter(entry -> entry.pipeline().equals(delivery.pipeline()))
            .mapToLong(Entry::number)
            .max()
            .orElseThrow();
    Manifest manifest = log.read(number);
    boolean isNew = delivery.published() == null;
    return new BatchResult(
        manifest,
        isNew,
        Projection.isCurrent(manifest, log.tables(log.last())),
        isNew && manifest.isPublished() ? merges(manifest) : List.of(),
        delivery.ignored(),
        delivery.lake().root(),
        delivery.warehouse());
  }

  /** What publishing this batch changed; the warehouse remembers. */
  private List<TableMerge> merges(Manifest manifest) {
    try (Warehouse warehouse = Warehouse.open(delivery.warehouse(), settings)) {
      return warehouse.merges(manifest);
    }
  }

  @Override
  public void close() throws IOException {
    if (isOver) {
      RunFolder.release(delivery.lake());
    } else {
      RunFolder.abandon(delivery.lake());
    }
  }
}
