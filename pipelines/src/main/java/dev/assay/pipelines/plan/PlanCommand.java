package dev.assay.pipelines.plan;

import dev.assay.pipelines.Answer;
import dev.assay.pipelines.BatchPlan;
import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.NamedPipeline;
import dev.assay.pipelines.PipelineCommand;
import dev.assay.pipelines.Plan;
import dev.assay.pipelines.RunOptions;
import dev.assay.pipelines.Specs;
import dev.assay.pipelines.TrialOptions;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay plan PIPELINE}: what a run with these options would do. */
public final class PlanCommand implements Command {
  private final NamedPipeline pipeline;

  public PlanCommand(NamedPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command(this, pipeline.name(), pipeline.description());
    new PipelineCommand(pipeline).spec(spec);
    Answer.addTo(spec);
    spec.usageMessage()
        .customSynopsis("assay plan " + pipeline.name() + " [OPTION]...")
        .footer(
            "",
            "Takes what assay "
                + pipeline.name()
                + " takes, looks at it in the same way, and writes",
            "nothing. What becomes of single records only a run can tell.",
            "",
            "Exit code: 0; 2 if the run would be refused for what is listed.");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    RunOptions options = new PipelineCommand(pipeline).options(arguments);
    options.as(TrialOptions.class).setTrial(true);
    Optional<Plan> plan = pipeline.plan(options);
    PlanAnswer answer =
        plan.isEmpty()
            ? PlanAnswer.nothing(pipeline, options)
            : PlanAnswer.of(pipeline, options, ((BatchPlan) plan.get()).delivery());
    Answer.give(arguments, console, answer, answer.lines());
    return ExitCode.PUBLISHED;
  }
}
