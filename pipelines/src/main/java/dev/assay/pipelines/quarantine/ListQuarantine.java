package dev.assay.pipelines.quarantine;

import dev.assay.pipelines.Answer;
import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.Layout;
import dev.assay.pipelines.Specs;
import dev.assay.pipelines.Text;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.trace.Quarantine;
import dev.assay.transforms.trace.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay quarantine list}: how many records, by batch, dataset and rule. */
public final class ListQuarantine implements Command {

  /**
   * The records of one dataset that one batch refused.
   *
   * @param number entry of the log
   * @param state how they stand: current, replayed, superseded, refused
   * @param records how many there are
   * @param rules how many broke each rule; one that broke two counts in both
   */
  record Count(
      String pipeline,
      String batch,
      long number,
      String asOf,
      String state,
      String dataset,
      long records,
      Map<String, Long> rules) {

    private Count with(List<Lines.Broken> violations) {
      Map<String, Long> more = new TreeMap<>(rules);
      violations.stream()
          .map(Lines.Broken::rule)
          .distinct()
          .forEach(rule -> more.merge(rule, 1L, Long::sum));
      return new Count(pipeline, batch, number, asOf, state, dataset, records + 1, more);
    }

    private static Count none(Refused refused) {
      return new Count(
          refused.entry().pipeline(),
          refused.entry().batch(),
          refused.entry().number(),
          refused.entry().asOf().toString(),
          refused.standing().state().name().toLowerCase(Locale.ROOT),
          refused.record().dataset(),
          0,
          Map.of());
    }
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(this, "list", "Counts what is to be mended, by batch, dataset and rule.");
    QuarantineOptions.addTo(spec);
    Answer.addTo(spec);
    spec.usageMessage()
        .footer("", "Example:", "  assay quarantine list --output=lake --dataset=accounts");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    Map<List<Object>, Count> counts = new LinkedHashMap<>();
    Quarantine.of(LakeChoice.root(arguments))
        .read(
            QuarantineOptions.of(arguments),
            refused ->
                counts.compute(
                    List.of(
                        refused.entry().number(),
                        refused.standing().state(),
                        refused.record().dataset()),
                    (key, count) ->
                        (count == null ? Count.none(refused) : count)
                            .with(refused.record().violations())));
    List<Count> all = List.copyOf(counts.values());
    Answer.give(arguments, console, all, lines(all));
    return ExitCode.PUBLISHED;
  }

  private static List<String> lines(List<Count> counts) {
    if (counts.isEmpty()) {
      return List.of("Nothing in quarantine is to be mended; --all counts what was.");
    }
    Layout layout = Layout.of("Batch", "as of", "state", "dataset", "records", "");
    for (Count count : counts) {
      layout.row(
          count.pipeline() + " " + count.batch(),
          count.asOf(),
          count.state(),
          count.dataset(),
          Text.count(count.records()),
          rules(count.rules()));
    }
    List<String> lines = new ArrayList<>(layout.lines());
    long total = counts.stream().mapToLong(Count::records).sum();
    lines.add("");
    lines.add(Text.count(total, "record") + "; one that broke several rules counts under each");
    return lines;
  }

  private static String rules(Map<String, Long> rules) {
    return String.join(
        ", ",
        rules.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(rule -> Text.count(rule.getValue()) + " " + rule.getKey())
            .toList());
  }
}
