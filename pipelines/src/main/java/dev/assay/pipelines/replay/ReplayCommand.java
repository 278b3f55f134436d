package dev.assay.pipelines.replay;

import dev.assay.pipelines.Answer;
import dev.assay.pipelines.BatchPlan;
import dev.assay.pipelines.Command;
import dev.assay.pipelines.Console;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.FeedOptions;
import dev.assay.pipelines.Kind;
import dev.assay.pipelines.LakeChoice;
import dev.assay.pipelines.LimitOptions;
import dev.assay.pipelines.NamedPipeline;
import dev.assay.pipelines.PipelineCommand;
import dev.assay.pipelines.ReplayOptions;
import dev.assay.pipelines.RunOptions;
import dev.assay.pipelines.RunnerOptions;
import dev.assay.pipelines.Setting;
import dev.assay.pipelines.Specs;
import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.replay.Mended;
import dev.assay.transforms.replay.MendedFile;
import dev.assay.transforms.replay.ReplayPlan;
import dev.assay.transforms.replay.ReplayRequest;
import dev.assay.transforms.warehouse.Projection;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay replay PIPELINE}: records of quarantine again, mended or under today's contract. */
public final class ReplayCommand implements Command {
  private final NamedPipeline pipeline;

  public ReplayCommand(NamedPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            pipeline.name(),
            "Takes records out of quarantine that were mended, or that another contract refused.");
    LakeChoice.addTo(spec);
    add(spec, "mended", Kind.FILE, "The records mended, as quarantine export wrote them.");
    add(spec, "contract", Kind.FILE, "Today's contract. Default: the one of the pipeline.");
    add(spec, "batch", Kind.IDENTIFIER, "The batch that refused them. Default: what counts now.");
    add(
        spec,
        "input",
        Kind.FOLDER,
        "Where the files of that batch lie, if they were not archived.");
    add(
        spec,
        "archive",
        Kind.FOLDER,
        "Where they lie if they were; files of the replay join them.");
    spec.addOption(
        OptionSpec.builder("--dry-run")
            .type(boolean.class)
            .description("Says what would become of each record, and does nothing.")
            .build());
    Answer.addTo(spec);
    Specs.addOptions(spec, Setting.of(LimitOptions.class));
    spec.usageMessage()
        .footer(
            "",
            "The replay is a batch of its own. Of a delivery that is whole it is that delivery",
            "again, with the mended texts in their places; it counts in the place of that one, and",
            "of no newer one. Of a feed it is a file of the mended records. What was replayed",
            "before changes nothing.",
            "",
            "Exit code: 0 published, or nothing to do; 1 failed; 2 the request is wrong, or files of",
            "the batch are gone; 3 the audit refused the replay.",
            "",
            "Example:",
            "  assay quarantine export --output=lake >mended.jsonl",
            "  assay replay " + pipeline.name() + " --output=lake --mended=mended.jsonl --dry-run");
    return spec;
  }

  private static void add(CommandSpec spec, String name, Kind kind, String description) {
    spec.addOption(Specs.option(name, kind).description(description).build());
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    if (arguments.hasMatchedOption("runner")) {
      throw new RequestException("a replay runs on this machine; leave out --runner");
    }
    String root = LakeChoice.root(arguments);
    ReplayPlan plan = ReplayPlan.of(request(arguments, root));
    boolean isDry = arguments.hasMatchedOption("dry-run");
    if (!isDry && !plan.isNeeded()) {
      catchUp(
          root,
          arguments.matchedOptionValue("warehouse", defaultWarehouse(root)),
          WarehouseSettings.of(RunnerOptions.passedOn(arguments)));
    }
    if (isDry || !plan.isNeeded()) {
      give(arguments, console, ReplayAnswer.foreseen(pipeline.name(), plan));
      return ExitCode.PUBLISHED;
    }
    ReplayPlan.Delivery delivery = plan.write();
    ExitCode code = publish(arguments, console, root, plan, delivery);
    if (code == ExitCode.PUBLISHED || code == ExitCode.REFUSED) {
      give(arguments, console, ReplayAnswer.of(pipeline.name(), plan, root));
    }
    return code;
  }

  @Override
  public boolean isPublishing() {
    return true;
  }

  private static String defaultWarehouse(String root) {
    return "duckdb:" + root + "/warehouse.duckdb";
  }

  /** A replay may have been killed between its commit and the warehouse, or just behind it. */
  private static void catchUp(String root, String uri, WarehouseSettings settings)
      throws IOException {
    RunFolder.clear(root);
    try (Warehouse warehouse = Warehouse.open(uri, settings)) {
      Projection.catchUp(root, warehouse);
    }
  }

  private static void give(ParseResult arguments, Console console, ReplayAnswer answer) {
    Answer.give(arguments, console, answer, answer.lines());
  }

  private ReplayRequest request(ParseResult arguments, String root) throws IOException {
    @Nullable String contract = arguments.matchedOptionValue("contract", null);
    @Nullable String mended = arguments.matchedOptionValue("mended", null);
    Contract today =
        contract == null ? Contracts.bundled(pipeline.name()) : Contracts.load(contract);
    List<Mended> records = mended == null ? List.of() : MendedFile.read(mended);
    return new ReplayRequest(
        root,
        pipeline.name(),
        today,
        arguments.matchedOptionValue("batch", null),
        records,
        Stream.of("input", "archive")
            .map(name -> arguments.<String>matchedOptionValue(name, null))
            .filter(folder -> folder != null)
            .toList(),
        BatchPlan.limits(
            PipelineOptionsFactory.fromArgs(limits(arguments).toArray(String[]::new))
                .as(LimitOptions.class)));
  }

  private static List<String> limits(ParseResult arguments) {
    return Setting.of(LimitOptions.class).stream()
        .map(Setting::name)
        .filter(arguments::hasMatchedOption)
        .map(name -> "--" + name + "=" + arguments.matchedOptionValue(name, ""))
        .toList();
  }

  /** The pipeline's own summary goes where it does not mix with JSON. */
  private ExitCode publish(
      ParseResult arguments,
      Console console,
      String root,
      ReplayPlan plan,
      ReplayPlan.Delivery delivery)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add("--output=" + root);
    plan.options().forEach((name, value) -> words.add("--" + name + "=" + value));
    words.addAll(limits(arguments));
    words.addAll(RunnerOptions.words(arguments));
    if (FeedOptions.class.isAssignableFrom(pipeline.options())) {
      words.addAll(List.of("--landing=" + delivery.path(), "--settle=0"));
    } else {
      words.add("--input=" + delivery.path());
    }
    Stream.of("contract", "warehouse", "archive")
        .filter(arguments::hasMatchedOption)
        .forEach(name -> words.add("--" + name + "=" + arguments.matchedOptionValue(name, "")));
    RunOptions options = options(words);
    ReplayOptions replay = options.as(ReplayOptions.class);
    replay.setReplayTies(delivery.ties());
    replay.setReplayOf(plan.of() == null ? null : (Long) plan.of().number());
    Console shown =
        Answer.isJson(arguments)
            ? new Console(console.err(), console.err(), console.isTerminal(), console.showsTraces())
            : console;
    return new PipelineCommand(pipeline).run(options, shown);
  }

  private RunOptions options(List<String> words) {
    PipelineCommand command = new PipelineCommand(pipeline);
    CommandLine line = new CommandLine(command.spec());
    return command.options(line.parseArgs(words.toArray(String[]::new)));
  }
}
