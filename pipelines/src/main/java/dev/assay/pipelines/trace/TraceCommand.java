package dev.assay.pipelines.trace;

import dev.assay.pipelines.Answer;
import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.Kind;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.Specs;
import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.trace.FieldTexts;
import dev.assay.transforms.trace.Story;
import dev.assay.transforms.trace.Tracer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay trace FILE:LINE}: what became of a record, from its line to the tables. */
public final class TraceCommand implements Command {
  private static final Pattern PLACE = Pattern.compile("(.+):([1-9][0-9]{0,17})");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "trace",
            "Tells what became of a line, or of a key, from the file to the tables.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE:LINE")
            .arity("0..1")
            .type(String.class)
            .description("The line at which the record starts.")
            .build());
    spec.addOption(
        Specs.option("key", Kind.ROW_KEY)
            .description(
                "In its place: a key, such as accounts:A123; with commas between several columns.")
            .build());
    LakeChoice.addTo(spec);
    spec.addOption(
        Specs.option("input", Kind.FOLDER)
            .description("Where the files lie, to name the fields of a record in quarantine.")
            .build());
    spec.addOption(
        Specs.option("archive", Kind.FOLDER)
            .description("Where they lie if they were archived.")
            .build());
    spec.addOption(
        Specs.option("batch", Kind.IDENTIFIER)
            .description("The batch that is meant. Default: the last that has the record.")
            .build());
    spec.addOption(
        Specs.option("contract", Kind.FILE)
            .description("Says which values are classified. Default: the one of the pipeline.")
            .build());
    spec.addOption(
        OptionSpec.builder("--reveal")
            .type(boolean.class)
            .description("Shows classified values too; otherwise they are ***.")
            .build());
    Answer.addTo(spec);
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  assay trace --output=lake accounts.csv:57",
            "  assay trace --warehouse=duckdb:lake/warehouse.duckdb --key=accounts:A0000123");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    String root = LakeChoice.root(arguments);
    Tracer tracer = Tracer.of(root, arguments.matchedOptionValue("batch", null));
    @Nullable String key = arguments.matchedOptionValue("key", null);
    String place = arguments.matchedPositionalValue(0, "");
    if (place.isEmpty() == (key == null)) {
      throw new RequestException("trace: give FILE:LINE, such as accounts.csv:57, or --key");
    }
    List<Story> stories = new ArrayList<>();
    for (Story story : key == null ? line(tracer, place) : key(tracer, key)) {
      stories.add(shown(story, root, arguments));
    }
    Answer.give(arguments, console, stories, Sentences.of(stories));
    return ExitCode.PUBLISHED;
  }

  /** With the fields of what was refused, and without what is classified. */
  private static Story shown(Story story, String root, ParseResult arguments) throws IOException {
    @Nullable Contract contract =
        contract(arguments.matchedOptionValue("contract", null), story.pipeline());
    Optional<Dataset> dataset =
        Optional.ofNullable(contract).flatMap(known -> known.find(story.dataset()));
    List<String> folders =
        Stream.of("input", "archive")
            .map(name -> arguments.<@Nullable String>matchedOptionValue(name, null))
            .filter(Objects::nonNull)
            .toList();
    Story whole =
        dataset.isPresent() ? FieldTexts.in(root, folders).tell(story, dataset.get()) : story;
    return arguments.hasMatchedOption("reveal") ? whole : new Masks(contract).hide(whole);
  }

  private static List<Story> line(Tracer tracer, String place) throws IOException {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw new RequestException("trace: '" + place + "' is no FILE:LINE, such as accounts.csv:57");
    }
    return tracer.line(matcher.group(1), Long.parseLong(matcher.group(2)));
  }

  private static List<Story> key(Tracer tracer, String key) throws IOException {
    int colon = key.indexOf(':');
    return tracer.key(key.substring(0, colon), List.of(key.substring(colon + 1).split(",", -1)));
  }

  /** The contract that says what is classified; null if none is given and none comes with it. */
  private static @Nullable Contract contract(@Nullable String given, String pipeline) {
    if (given != null) {
      return Contracts.load(given);
    }
    try {
      return Contracts.bundled(pipeline);
    } catch (RequestException e) {
      return null;
    }
  }
}
