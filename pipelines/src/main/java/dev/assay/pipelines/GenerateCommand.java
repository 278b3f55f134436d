package dev.assay.pipelines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay generate PIPELINE}: makes a delivery to try a pipeline on. */
final class GenerateCommand implements Command {
  private final Generator generator;

  GenerateCommand(Generator generator) {
    this.generator = generator;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command(this, generator.name(), generator.description());
    amounts(generator).forEach(amount -> spec.addOption(Specs.option(amount)));
    spec.addOption(
        Specs.option("output", Kind.FOLDER)
            .required(true)
            .description("Folder the files are written to; made if it is not there.")
            .build());
    spec.usageMessage().footer(footer(generator).toArray(String[]::new));
    return spec;
  }

  private static List<String> footer(Generator generator) {
    List<String> lines = new ArrayList<>();
    if (!generator.layout().isEmpty()) {
      lines.addAll(List.of("", "In the folder:"));
      generator.layout().forEach(line -> lines.add("  " + line));
    }
    lines.addAll(
        List.of(
            "",
            "Equal options give equal bytes.",
            "",
            "Example:",
            "  assay generate " + generator.name() + " --seed=7 --output=landing"));
    return lines;
  }

  private static List<Generator.Amount> amounts(Generator generator) {
    return Stream.concat(generator.amounts().stream(), Stream.of(Generator.DIRTY, Generator.SEED))
        .toList();
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    Path folder = Local.folder("output", arguments.matchedOptionValue("output", ""));
    generator.write(wanted(generator, arguments), folder);
    console.err().println("written to " + folder);
    return ExitCode.PUBLISHED;
  }

  /** What the arguments say, and the defaults of what they do not speak of. */
  static Generator.Wanted wanted(Generator generator, ParseResult arguments) {
    Map<String, String> values = new HashMap<>();
    for (Generator.Amount amount : amounts(generator)) {
      values.put(amount.name(), arguments.matchedOptionValue(amount.name(), amount.unlessGiven()));
    }
    return new Generator.Wanted(values);
  }
}
