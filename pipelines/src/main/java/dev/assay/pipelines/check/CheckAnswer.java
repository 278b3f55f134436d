package dev.assay.pipelines.check;

import dev.assay.pipelines.Layout;
import dev.assay.pipelines.Text;
import dev.assay.schemas.ContractChange;
import dev.assay.transforms.check.ContractEffect;
import dev.assay.transforms.check.ContractEffect.ByRule;
import dev.assay.transforms.check.ContractEffect.Count;
import dev.assay.transforms.check.ContractEffect.Sample;
import dev.assay.transforms.check.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What another contract would do.
 *
 * @param contract its id and version
 * @param against what it is compared with, for a person
 * @param breaks whether readers or deliverers would have to change, or rows would be quarantined
 * @param changes how the tables would differ
 * @param datasets records by dataset
 * @param quarantined what would be kept out that was not, by rule
 * @param released what would no longer be kept out, by the rule that did
 * @param duplicates rows that would give way to another with their key, and do not now
 * @param orphans rows that would refer to nothing, and do not now, by reference
 * @param refused files that could not be read at all, each a sentence
 */
record CheckAnswer(
    String contract,
    String against,
    boolean breaks,
    List<ContractChange> changes,
    List<Count> datasets,
    List<ByRule> quarantined,
    List<ByRule> released,
    List<ByRule> duplicates,
    List<ByRule> orphans,
    List<String> refused) {

  static CheckAnswer of(
      String contract,
      String against,
      List<ContractChange> changes,
      ContractEffect effect,
      Relations.Effect relations,
      List<String> refused) {
    boolean breaks =
        changes.stream().anyMatch(ContractChange::breaks)
            || !effect.quarantined().isEmpty()
            || !relations.duplicates().isEmpty()
            || !relations.orphans().isEmpty()
            || !refused.isEmpty();
    return new CheckAnswer(
        contract,
        against,
        breaks,
        changes,
        effect.counts(),
        effect.quarantined(),
        effect.released(),
        relations.duplicates(),
        relations.orphans(),
        refused);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Contract " + contract + ", against " + against);
    lines.add("");
    changes.forEach(change -> lines.add(line(change)));
    if (changes.isEmpty()) {
      lines.add("The tables look the same");
    }
    refused.forEach(sentence -> lines.add("  refused  " + sentence));
    if (!datasets.isEmpty()) {
      Layout layout = Layout.of("Records", "read", "quarantined", "newly", "released", "");
      for (Count count : datasets) {
        layout.row(
            count.dataset(),
            Text.count(count.read()),
            Text.count(count.quarantinedBefore()),
            Text.count(count.quarantined()),
            Text.count(count.released()),
            "");
      }
      lines.add("");
      lines.addAll(layout.lines());
    }
    tell(lines, "Would be quarantined", quarantined);
    tell(lines, "Would be released", released);
    tell(lines, "Would give way to another row with its key", duplicates);
    tell(lines, "Would refer to nothing", orphans);
    lines.add("");
    lines.add(breaks ? "This breaks something (exit code 3)" : "This breaks nothing");
    return lines;
  }

  private static String line(ContractChange change) {
    return (change.breaks() ? "  breaks   " : "  changes  ")
        + change.dataset()
        + (change.column() == null ? "" : "." + change.column())
        + ": "
        + change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (change.was() == null ? "" : ", was " + change.was())
        + (change.becomes() == null ? "" : ", would be " + change.becomes());
  }

  private static void tell(List<String> lines, String heading, List<ByRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(heading);
    for (ByRule rule : rules) {
      lines.add("  " + rule.dataset() + " " + rule.rule() + ": " + Text.count(rule.records()));
      for (Sample sample : rule.samples()) {
        lines.add(
            "    "
                + sample.place()
                + (sample.message() == null ? "" : " " + sample.message())
                + (sample.value() == null ? "" : " (" + sample.value() + ")"));
      }
    }
  }
}
