package dev.assay.transforms.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.Pipeline;

/**
 * A pipeline that is cut into stages, which can be run one by one, each of them committed, or all
 * in one batch:
 *
 * <pre>{@code
 * Stages.first("silver").then("star", batch -> batch.gold(…)).then("marts", batch -> batch.gold(…));
 * }</pre>
 *
 * <p>The first takes the files in. Each of the others adds tables to a batch, from what the batch
 * gives it ({@link Batch#apply}, {@link Batch#rows}): computed a moment ago, if all stages are run,
 * or read back from what was committed. What it computes is the same either way.
 */
public final class Stages {
  private final List<Stage> stages;

  private Stages(List<Stage> stages) {
    this.stages = stages;
  }

  private record Stage(String name, UnaryOperator<Batch> tables) {}

  /** The stage that takes the files of a delivery to silver. */
  public static Stages first(String name) {
    return new Stages(List.of(new Stage(name, batch -> batch)));
  }

  /** Adds a stage, which adds tables to a batch. */
  public Stages then(String name, UnaryOperator<Batch> tables) {
    List<Stage> more = new ArrayList<>(stages);
    more.add(new Stage(name, tables));
    return new Stages(more);
  }

  /** Their names, in their order. */
  public List<String> names() {
    return stages.stream().map(Stage::name).toList();
  }

  /** Adds to a pipeline the stage that the delivery is planned for, or all of them. */
  public void build(Pipeline pipeline, Delivery delivery) {
    Batch batch = Batch.of(delivery).foundedOn(foundation(pipeline, delivery));
    for (Stage stage : stages) {
      if (delivery.stage() == null || delivery.stage().equals(stage.name())) {
        batch = stage.tables().apply(batch);
      }
    }
    batch.commit();
  }

  private static Foundation foundation(Pipeline pipeline, Delivery delivery) {
    return delivery.takesFilesIn()
        ? pipeline.apply("Ingest", Ingest.of(delivery))
        : new Committed(pipeline, delivery);
  }
}
