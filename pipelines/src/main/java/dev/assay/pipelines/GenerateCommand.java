package dev.assay.pipelines;

import java.io.IOException;
import java.nio.file.Path;
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
    addSizeOptions(spec);
    spec.addOption(
        Specs.option("output", Kind.FOLDER)
            .required(true)
            .description("Folder the files are written to; made if it is not there.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Equal options give equal bytes.",
            "",
            "Example:",
            "  assay generate " + generator.name() + " --customers=10000 --output=landing");
    return spec;
  }

  /** The options that say how much is made, and how clean. */
  static void addSizeOptions(CommandSpec spec) {
    spec.addOption(
        Specs.option("customers", Kind.WHOLE_NUMBER)
            .defaultValue("1000")
            .description("How many customers; the rest grows with them. Default: 1000.")
            .build());
    spec.addOption(
        Specs.option("dirty", Kind.SHARE)
            .defaultValue("0.02")
            .description("Share of rows made unsound, 0 to 1. Default: 0.02.")
            .build());
    spec.addOption(
        Specs.option("seed", Kind.WHOLE_NUMBER)
            .defaultValue("1")
            .description("Seed of the random choices. Default: 1.")
            .build());
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    Path folder = Path.of(arguments.<String>matchedOptionValue("output", ""));
    write(generator, arguments, folder);
    console.err().println("written to " + folder);
    return ExitCode.PUBLISHED;
  }

  static void write(Generator generator, ParseResult arguments, Path folder) throws IOException {
    generator.write(
        Integer.parseInt(value(arguments, "customers")),
        Double.parseDouble(value(arguments, "dirty")),
        Long.parseLong(value(arguments, "seed")),
        folder);
  }

  private static String value(ParseResult arguments, String option) {
    return arguments.commandSpec().findOption(option).getValue();
  }
}
