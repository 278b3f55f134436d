package dev.assay.pipelines;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import picocli.CommandLine.ParseResult;

/**
 * What is different where a pipeline runs on Dataflow: its workers share no disk with whoever
 * starts it, or with each other, and whoever starts it does not wait.
 */
final class OnDataflow {
  private OnDataflow() {}

  /** Whether it is asked for. The class of the runner is not on every class path. */
  static boolean isAsked(PipelineOptions options) {
    return options.getRunner().getSimpleName().equals("DataflowRunner");
  }

  /** What is wrong with arguments that would do here. */
  static List<String> problems(List<Setting> settings, ParseResult arguments) {
    List<String> problems = new ArrayList<>();
    for (Setting setting : settings) {
      String value = arguments.matchedOptionValue(setting.name(), "");
      boolean isGiven = !value.isEmpty();
      if (setting.kind() == Kind.FOLDER && isGiven && !value.startsWith("gs://")) {
        problems.add(
            "--" + setting.name() + "=" + value + ": Dataflow needs gs://BUCKET/FOLDER here");
      } else if (setting.kind() == Kind.WAREHOUSE && !value.startsWith("bigquery:")) {
        problems.add(
            "--"
                + setting.name()
                + "=bigquery:PROJECT must be given for Dataflow, whose workers"
                + " have no disk that lasts");
      } else if (setting.kind() == Kind.KEY && isGiven && !value.startsWith("gs://")) {
        problems.add(
            "--"
                + setting.name()
                + "="
                + value
                + ": Dataflow's workers need gs://BUCKET/FILE here");
      } else if (setting.isForHereOnly() && isGiven) {
        problems.add("--" + setting.name() + " has no meaning on Dataflow; drain the job instead");
      }
    }
    return problems;
  }

  /** A job that ends well at once: a template whose launch starts none counts as failed. */
  static void addNothing(Pipeline pipeline) {
    pipeline.apply("NothingNew", Create.of("nothing new"));
  }
}
