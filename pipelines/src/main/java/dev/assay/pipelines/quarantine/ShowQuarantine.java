package dev.assay.pipelines.quarantine;

import dev.assay.pipelines.Answer;
import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.Kind;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.Specs;
import dev.assay.pipelines.Text;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.trace.Quarantine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay quarantine show}: the records, each with its text and every rule it broke. */
public final class ShowQuarantine implements Command {
  /** Characters of a record that fit a screen. */
  private static final int WIDTH = 96;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(this, "show", "Shows records, each with its text and the rules it broke.");
    QuarantineOptions.addTo(spec);
    spec.addOption(
        Specs.option("limit", Kind.COUNT)
            .defaultValue("20")
            .description("Show so many at most. Default: 20.")
            .build());
    Answer.addTo(spec);
    spec.usageMessage()
        .footer(
            "",
            "The text of a record is shown as it was delivered, classified values included.",
            "",
            "Example:",
            "  assay quarantine show --output=lake --rule=balance.type");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    int limit = Integer.parseInt(arguments.commandSpec().findOption("limit").getValue());
    List<Lines.Quarantined> shown = new ArrayList<>();
    long[] found = {0};
    Quarantine.of(LakeChoice.root(arguments))
        .read(
            QuarantineOptions.of(arguments),
            refused -> {
              if (found[0]++ < limit) {
                shown.add(refused.record());
              }
            });
    Answer.give(arguments, console, shown, lines(shown, found[0]));
    return ExitCode.PUBLISHED;
  }

  private static List<String> lines(List<Lines.Quarantined> shown, long found) {
    List<String> lines = new ArrayList<>();
    for (Lines.Quarantined record : shown) {
      lines.add(record.file() + ":" + record.line() + "  batch " + record.batch());
      lines.add("    " + cut(record.raw()));
      for (Lines.Broken broken : record.violations()) {
        lines.add("  - " + sentence(broken));
      }
    }
    lines.add(
        found > shown.size()
            ? Text.count(shown.size())
                + " of "
                + Text.count(found, "record")
                + "; --limit=N shows more, assay quarantine export writes them all"
            : Text.count(found, "record"));
    return lines;
  }

  static String sentence(Lines.Broken broken) {
    String value = broken.value() == null ? "" : " (" + cut(broken.value()) + ")";
    return broken.rule() + ": " + broken.message() + value;
  }

  private static String cut(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…";
  }
}
