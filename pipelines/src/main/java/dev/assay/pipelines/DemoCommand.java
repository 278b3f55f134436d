package dev.assay.pipelines;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay demo}: a pipeline on a delivery made for it, to see what all this is. */
final class DemoCommand implements Command {
  private final NamedPipeline pipeline;
  private final Generator generator;

  DemoCommand(NamedPipeline pipeline, Generator generator) {
    this.pipeline = pipeline;
    this.generator = generator;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "demo",
            "Makes a delivery for " + pipeline.name() + ", runs it, and shows the result.");
    spec.addOption(
        Specs.option("output", Kind.FOLDER)
            .defaultValue("assay-demo")
            .description("Folder for all of it. Default: assay-demo.")
            .build());
    GenerateCommand.addSizeOptions(spec);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws Exception {
    Path output = Path.of(arguments.commandSpec().findOption("output").<String>getValue());
    Path landing = Files.createDirectories(output).resolve("landing");
    GenerateCommand.write(generator, arguments, landing);
    console.err().printf("assay %s --input=%s --output=%s%n", pipeline.name(), landing, output);
    PipelineCommand command = new PipelineCommand(pipeline);
    ParseResult parsed =
        new CommandLine(command.spec()).parseArgs("--input=" + landing, "--output=" + output);
    return command.run(parsed, console);
  }
}
