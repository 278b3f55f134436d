package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay demo}: pipelines on deliveries made for them, to see what all this is. */
final class DemoCommand implements Command {
  private final List<NamedPipeline> pipelines;
  private final List<Generator> generators;

  DemoCommand(List<NamedPipeline> pipelines, List<Generator> generators) {
    this.pipelines = pipelines;
    List<String> names = pipelines.stream().map(NamedPipeline::name).toList();
    this.generators = generators.stream().filter(g -> names.contains(g.name())).toList();
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "demo", "Makes a delivery for each pipeline, runs it, and shows the result.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PIPELINE")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("The pipelines to be shown. Default: all of them.")
            .build());
    spec.addOption(
        Specs.option("output", Kind.FOLDER)
            .defaultValue("assay-demo")
            .description("Folder for all of it. Default: assay-demo.")
            .build());
    spec.addOption(Specs.option(Generator.DIRTY));
    spec.addOption(Specs.option(Generator.SEED));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws Exception {
    Path output = Local.folder("output", arguments.commandSpec().findOption("output").getValue());
    ExitCode worst = ExitCode.PUBLISHED;
    for (Generator generator : chosen(arguments)) {
      ExitCode code = show(generator, arguments, output, console);
      worst = worst == ExitCode.PUBLISHED ? code : worst;
    }
    Path warehouse = output.resolve("warehouse.duckdb");
    if (Files.exists(warehouse)) {
      ReportCommand.write(
          "duckdb:" + warehouse, WarehouseSettings.DEFAULT, output.resolve("report.html"), console);
    }
    return worst;
  }

  @Override
  public boolean isPublishing() {
    return true;
  }

  private List<Generator> chosen(ParseResult arguments) {
    List<String> names = arguments.matchedPositionalValue(0, List.of());
    List<String> known = generators.stream().map(Generator::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new RequestException(
            "demo: '" + Text.printable(name) + "' is none of " + String.join(", ", known));
      }
    }
    return generators.stream()
        .filter(generator -> names.isEmpty() || names.contains(generator.name()))
        .toList();
  }

  private ExitCode show(Generator generator, ParseResult arguments, Path output, Console console)
      throws Exception {
    Path landing = output.resolve("landing").resolve(generator.name());
    Files.createDirectories(landing);
    generator.write(GenerateCommand.wanted(generator, arguments), landing);
    ExitCode worst = ExitCode.PUBLISHED;
    for (List<String> words : generator.demo(landing, output)) {
      console.err().println("./assay " + String.join(" ", words));
      PipelineCommand command = new PipelineCommand(pipeline(words.get(0)));
      ParseResult parsed =
          new CommandLine(command.spec())
              .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      ExitCode code = command.run(parsed, console);
      worst = worst == ExitCode.PUBLISHED ? code : worst;
    }
    return worst;
  }

  private NamedPipeline pipeline(String name) {
    return pipelines.stream()
        .filter(pipeline -> pipeline.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
