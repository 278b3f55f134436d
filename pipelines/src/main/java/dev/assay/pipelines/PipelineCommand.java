package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay PIPELINE}: plans, runs, shows how far it is, and sums up. */
public final class PipelineCommand implements Command {

  /** How often one run may be overtaken by others before it gives up. */
  private static final int MOST_OVERTAKEN = 10;

  private final NamedPipeline pipeline;

  public PipelineCommand(NamedPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public CommandSpec spec() {
    return spec(Specs.command(this, pipeline.name(), pipeline.description()));
  }

  /** Adds what the pipeline takes to another command about it. */
  public CommandSpec spec(CommandSpec spec) {
    List<Setting> settings = Setting.of(pipeline.options());
    Specs.addOptions(spec, settings);
    RunnerOptions.addTo(spec);
    spec.usageMessage()
        .customSynopsis(given(settings, setting -> setting.kind().label()) + " [OPTION]...")
        .optionListHeading("Options (* must be given):%n")
        .footer(
            "",
            "Reads   " + pipeline.reads(),
            "Writes  " + pipeline.writes(),
            "",
            "Options of Beam and of the runner are passed on: --targetParallelism=N.",
            "",
            "Exit code: 0 published (or published before), 1 failed, 2 the request, the contract or",
            "the delivery is wrong, 3 the audit refused to publish.",
            "",
            "Example:",
            "  " + given(settings, Setting::example));
    return spec;
  }

  /** The command with every option that is mostly given. */
  private String given(List<Setting> settings, Function<Setting, String> value) {
    return settings.stream()
        .filter(setting -> !setting.example().isEmpty())
        .map(setting -> " --" + setting.name() + "=" + value.apply(setting))
        .collect(Collectors.joining("", "assay " + pipeline.name(), ""));
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    return run(options(arguments), console);
  }

  @Override
  public boolean isPublishing() {
    return true;
  }

  /** The options that these arguments give. */
  public RunOptions options(ParseResult arguments) {
    RunOptions options = RunnerOptions.parse(arguments, pipeline.options());
    if (OnDataflow.isAsked(options)) {
      List<String> problems = OnDataflow.problems(Setting.of(pipeline.options()), arguments);
      if (!problems.isEmpty()) {
        throw new RequestException(problems);
      }
    }
    return options;
  }

  /** A run that another one has overtaken is planned again: what that one published counts now. */
  public ExitCode run(RunOptions options, Console console) throws IOException {
    DirectOptions direct = options.as(DirectOptions.class);
    int threads = direct.getTargetParallelism();
    for (int overtaken = 0; ; overtaken++) {
      Optional<Plan> planned = pipeline.plan(options);
      if (planned.isEmpty()) {
        console
            .out()
            .printf("%s: nothing new in %s, nothing to do%n", pipeline.name(), input(options));
        if (OnDataflow.isAsked(options)) {
          Pipeline nothing = Pipeline.create(options);
          OnDataflow.addNothing(nothing);
          nothing.run();
        }
        return ExitCode.PUBLISHED;
      }
      try (Plan plan = planned.get()) {
        direct.setTargetParallelism(RunnerOptions.threads(threads, plan.buckets()));
        return run(plan, options, console);
      } catch (RuntimeException e) {
        // Its files may have been archived under its hands: that is no fault of theirs.
        if (overtaken == MOST_OVERTAKEN || !planned.get().isOvertaken()) {
          throw e;
        }
        console
            .err()
            .printf("assay %s: another run has published meanwhile; again%n", pipeline.name());
      }
    }
  }

  /** The folder that is read, whichever option names it. */
  private static String input(RunOptions options) {
    String landing = options.as(FeedOptions.class).getLanding();
    return landing == null ? options.as(BatchOptions.class).getInput() : landing;
  }

  private ExitCode run(Plan plan, RunOptions options, Console console) throws IOException {
    Pipeline graph = Pipeline.create(options);
    plan.build(graph);
    PipelineResult running = graph.run();
    if (OnDataflow.isAsked(options)) {
      // The launcher of a template ends once the job is accepted; the job publishes by itself.
      console.err().printf("assay %s: submitted, the job runs on%n", pipeline.name());
      return ExitCode.PUBLISHED;
    }
    return plan.follow(running, console);
  }
}
