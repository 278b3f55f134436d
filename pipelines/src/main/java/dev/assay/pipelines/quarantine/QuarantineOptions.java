package dev.assay.pipelines.quarantine;

import dev.assay.pipelines.Kind;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.Specs;
import dev.assay.transforms.trace.Quarantine;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which records of quarantine are meant: the same options for every command about it. */
final class QuarantineOptions {
  private QuarantineOptions() {}

  static void addTo(CommandSpec spec) {
    LakeChoice.addTo(spec);
    add(spec, "batch", Kind.IDENTIFIER, "Only what this batch refused.");
    add(spec, "dataset", Kind.IDENTIFIER, "Only records of this dataset.");
    spec.addOption(
        OptionSpec.builder("--rule")
            .paramLabel("RULE")
            .type(String.class)
            .description("Only records that broke this rule.")
            .build());
    spec.addOption(
        OptionSpec.builder("--all")
            .type(boolean.class)
            .description("Also what a replay released, and what a newer delivery superseded.")
            .build());
  }

  private static void add(CommandSpec spec, String name, Kind kind, String description) {
    spec.addOption(Specs.option(name, kind).description(description).build());
  }

  /** What the arguments select. A batch that is named is meant whatever became of it. */
  static Quarantine.Selection of(ParseResult arguments) {
    @Nullable String batch = arguments.matchedOptionValue("batch", null);
    return new Quarantine.Selection(
        batch,
        arguments.matchedOptionValue("dataset", null),
        arguments.matchedOptionValue("rule", null),
        batch != null || arguments.hasMatchedOption("all"));
  }
}
