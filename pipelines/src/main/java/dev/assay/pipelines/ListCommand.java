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
    return Specs.command(this, "list", "Lists the pipelines.");
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) {
    int width = pipelines.stream().mapToInt(p -> p.name().length()).max().orElse(0);
    for (NamedPipeline pipeline : pipelines) {
      String name = pipeline.name() + " ".repeat(width - pipeline.name().length());
      console.out().println(name + "  " + pipeline.description());
    }
    return ExitCode.PUBLISHED;
  }
}
