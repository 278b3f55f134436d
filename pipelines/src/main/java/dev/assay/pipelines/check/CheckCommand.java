package dev.assay.pipelines.check;

import dev.assay.pipelines.Answer;
import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.Kind;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.Specs;
import dev.assay.schemas.Contract;
import dev.assay.schemas.ContractChange;
import dev.assay.schemas.ContractChange.Shape;
import dev.assay.schemas.Contracts;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.check.ContractEffect;
import dev.assay.transforms.check.Relations;
import dev.assay.transforms.read.FileUnreadableException;
import dev.assay.transforms.read.WholeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay check}: what another contract would do to data that was seen already. */
public final class CheckCommand implements Command {
  private final List<String> pipelines;

  /**
   * @param pipelines names of those whose contracts may be the one that holds today
   */
  public CheckCommand(List<String> pipelines) {
    this.pipelines = List.copyOf(pipelines);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "check", "Tells what another contract would do to data that was seen already.");
    spec.addOption(
        Specs.option("contract", Kind.FILE)
            .required(true)
            .description("The contract that is to be adopted.")
            .build());
    add(spec, "against", Kind.FILE, "Today's contract. Default: the bundled one of its domain.");
    LakeChoice.addTo(spec);
    add(spec, "input", Kind.FOLDER, "Files to look at; with a lake, where its files may lie.");
    add(spec, "archive", Kind.FOLDER, "With a lake: where its files lie if they were archived.");
    Answer.addTo(spec);
    spec.usageMessage()
        .footer(
            "",
            "With a lake, the files that its tables are made of are read again, and compared with",
            "what became of them; without one, the files of --input under both contracts.",
            "What rows are to each other is looked at too: which would give way to another one with",
            "their key, which would refer to nothing.",
            "",
            "Exit code: 0 breaks nothing; 3 breaks something: a column or dataset goes or comes, a",
            "type, key or need changes, or rows would be quarantined, give way, or refer to nothing.",
            "",
            "Example:",
            "  assay check --contract=new.odcs.yaml --output=lake --archive=archive");
    return spec;
  }

  private static void add(CommandSpec spec, String name, Kind kind, String description) {
    spec.addOption(Specs.option(name, kind).description(description).build());
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    LakeChoice.connect(arguments);
    Contract then = Contracts.load(arguments.<String>matchedOptionValue("contract", ""));
    boolean hasLake =
        arguments.hasMatchedOption("output") || arguments.hasMatchedOption("warehouse");
    @Nullable Contract now = hasLake ? null : now(arguments, then);
    String against =
        hasLake ? "the lake" : now == null ? "nothing" : now.id() + " " + now.version();
    try (Relations relations = Relations.empty()) {
      SeenFiles seen =
          hasLake
              ? SeenFiles.ofLake(LakeChoice.root(arguments), then, folders(arguments), relations)
              : SeenFiles.inFolder(input(arguments), then, now, relations);
      CheckAnswer answer = answer(then, against, seen, relations);
      Answer.give(arguments, console, answer, answer.lines());
      return answer.breaks() ? ExitCode.REFUSED : ExitCode.PUBLISHED;
    }
  }

  private static CheckAnswer answer(
      Contract then, String against, SeenFiles seen, Relations relations) throws IOException {
    ContractEffect effect = new ContractEffect(then, relations);
    List<String> refused = new ArrayList<>();
    for (Map.Entry<WholeFile, ContractEffect.Before> file : seen.files().entrySet()) {
      try {
        effect.add(file.getKey(), file.getValue());
      } catch (FileUnreadableException e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    List<ContractChange> changes =
        seen.shapes().isEmpty()
            ? List.of()
            : ContractChange.between(
                seen.shapes(), then.datasets().stream().map(Shape::of).toList());
    return CheckAnswer.of(
        then.id() + " " + then.version(), against, changes, effect, relations.compare(), refused);
  }

  private static List<String> folders(ParseResult arguments) {
    return Stream.of("input", "archive")
        .map(name -> arguments.<@Nullable String>matchedOptionValue(name, null))
        .filter(Objects::nonNull)
        .toList();
  }

  private static String input(ParseResult arguments) {
    String input = arguments.matchedOptionValue("input", "");
    if (input.isEmpty()) {
      throw new RequestException("give --input=DIR, files to look at, or a lake: --output=DIR");
    }
    return input.replaceAll("(?<=.)/+$", "");
  }

  private @Nullable Contract now(ParseResult arguments, Contract then) {
    @Nullable String against = arguments.matchedOptionValue("against", null);
    if (against != null) {
      return Contracts.load(against);
    }
    return pipelines.stream()
        .flatMap(name -> bundled(name).stream())
        .filter(contract -> contract.domain().equals(then.domain()))
        .findFirst()
        .orElse(null);
  }

  private static Optional<Contract> bundled(String pipeline) {
    try {
      return Optional.of(Contracts.bundled(pipeline));
    } catch (RequestException e) {
      return Optional.empty(); // some pipelines have none
    }
  }
}
