package dev.assay.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay templates}: what Dataflow is told of each pipeline as a Flex Template. */
final class TemplatesCommand implements Command {
  private final List<NamedPipeline> pipelines;

  TemplatesCommand(List<NamedPipeline> pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "templates", "Writes the metadata of a Flex Template for each pipeline.");
    spec.addOption(
        Specs.option("output", Kind.FOLDER)
            .required(true)
            .description("Folder the files are written to, PIPELINE.json each; made if needed.")
            .build());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    Path folder = Local.folder("output", arguments.matchedOptionValue("output", ""));
    Files.createDirectories(folder);
    for (NamedPipeline pipeline : pipelines) {
      Files.writeString(
          folder.resolve(pipeline.name() + ".json"), FlexTemplate.of(pipeline).json());
    }
    console.err().println("written to " + folder);
    return ExitCode.PUBLISHED;
  }
}
