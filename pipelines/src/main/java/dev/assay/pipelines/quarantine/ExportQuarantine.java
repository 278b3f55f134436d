package dev.assay.pipelines.quarantine;

import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.Kind;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.Specs;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.replay.MendedFile;
import dev.assay.transforms.trace.Quarantine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay quarantine export}: the records in a file that can be mended and replayed. */
public final class ExportQuarantine implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "export", "Writes records to stdout, to be mended there and given to replay.");
    QuarantineOptions.addTo(spec);
    spec.addOption(
        Specs.option("format", Kind.LINES_FORM)
            .defaultValue("jsonl")
            .description("One JSON object a line, or CSV with a header. Default: jsonl.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Change what stands under raw, and nothing else: the other columns say which record",
            "it is. The text is the original one, classified values included.",
            "",
            "Example:",
            "  assay quarantine export --output=lake --dataset=accounts >mended.jsonl",
            "  assay replay banking --output=lake --mended=mended.jsonl --dry-run");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    boolean isCsv = arguments.commandSpec().findOption("format").<String>getValue().equals("csv");
    PrintWriter out =
        new PrintWriter(
            new BufferedWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8)));
    if (isCsv) {
      out.print(MendedFile.csvHeader());
    }
    Quarantine.of(LakeChoice.root(arguments))
        .read(
            QuarantineOptions.of(arguments),
            refused ->
                out.print(isCsv ? MendedFile.csv(refused.record()) : json(refused.record())));
    out.flush();
    return ExitCode.PUBLISHED;
  }

  private static String json(Lines.Quarantined record) {
    return Json.write(record) + "\n";
  }
}
