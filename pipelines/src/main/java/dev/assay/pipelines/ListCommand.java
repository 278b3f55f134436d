package dev.assay.pipelines;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay list}: the pipelines there are. */
final class ListCommand implements Command {
  private final List<NamedPipeline> pipelines;

  ListCommand(List<NamedPipeline> pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public CommandSpec spec() {
    return Specs.command(this, "list", "Lists the pipelines, and what each reads and writes.");
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) {
    for (NamedPipeline pipeline : pipelines) {
      console.out().println(pipeline.name() + ": " + pipeline.description());
      console.out().println("  reads   " + pipeline.reads());
      console.out().println("  writes  " + pipeline.writes());
    }
    return ExitCode.PUBLISHED;
  }
}
