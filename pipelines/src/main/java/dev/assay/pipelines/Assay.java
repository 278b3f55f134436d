package dev.assay.pipelines;

import dev.assay.pipelines.check.CheckCommand;
import dev.assay.pipelines.plan.PlanCommand;
import dev.assay.pipelines.quarantine.ExportQuarantine;
import dev.assay.pipelines.quarantine.ListQuarantine;
import dev.assay.pipelines.quarantine.ShowQuarantine;
import dev.assay.pipelines.replay.ReplayCommand;
import dev.assay.pipelines.trace.TraceCommand;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line. */
public final class Assay {
  private final CommandLine commands;

  /**
   * A command line with these pipelines; the demonstration shows those that have a generator.
   *
   * @param pipelines in the order they are listed
   * @param generators by the names of the pipelines they make deliveries for
   */
  public Assay(List<NamedPipeline> pipelines, List<Generator> generators) {
    this.commands = new CommandLine(root());
    pipelines.forEach(pipeline -> add(commands, new PipelineCommand(pipeline)));
    CommandSpec generate = Specs.group("generate", "Makes a delivery to try a pipeline on.");
    if (!generators.isEmpty()) {
      commands.addSubcommand("generate", generate);
      CommandLine makers = commands.getSubcommands().get("generate");
      generators.forEach(generator -> add(makers, new GenerateCommand(generator)));
      add(commands, new DemoCommand(pipelines, generators));
    }
    add(commands, new ReportCommand());
    add(commands, new ViewsCommand());
    add(commands, new ListCommand(pipelines));
    add(commands, new TemplatesCommand(pipelines));
    addLooks(pipelines);
  }

  /** The commands that look into what was published, or would be; and those that mend it. */
  private void addLooks(List<NamedPipeline> pipelines) {
    addGroup(
        Specs.group("plan", "Tells what a run would do, and does not do it."),
        pipelines.stream()
            .filter(pipeline -> !OrdersStreamOptions.class.isAssignableFrom(pipeline.options()))
            .<Command>map(PlanCommand::new)
            .toList());
    addGroup(
        Specs.group("quarantine", "Tells of the records that were refused."),
        List.of(new ListQuarantine(), new ShowQuarantine(), new ExportQuarantine()));
    addGroup(
        Specs.group("replay", "Takes records out of quarantine, as a batch of their pipeline."),
        pipelines.stream()
            .filter(NamedPipeline::isReplayed)
            .<Command>map(ReplayCommand::new)
            .toList());
    add(commands, new TraceCommand());
    add(commands, new CheckCommand(pipelines.stream().map(NamedPipeline::name).toList()));
  }

  private void addGroup(CommandSpec group, List<Command> members) {
    commands.addSubcommand(group.name(), group);
    CommandLine parent = commands.getSubcommands().get(group.name());
    members.forEach(member -> add(parent, member));
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(catalogue().main(Console.system(), args).code());
  }

  /** Runs a command on the process' own streams. */
  public static ExitCode run(String... args) {
    return catalogue().run(Console.system(), args);
  }

  private static Assay catalogue() {
    return new Assay(Catalogue.pipelines(), Catalogue.generators());
  }

  /**
   * Runs a command in a process of its own: one that is told to stop says so and no more, unless it
   * wants to come to its own end.
   */
  ExitCode main(Console console, String... args) {
    CountDownLatch over = new CountDownLatch(1);
    AtomicReference<ExitCode> code = new AtomicReference<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(over, code, console)));
    code.set(run(console, args));
    over.countDown();
    return code.get();
  }

  /** The JVM ends as 130 after Ctrl-C and as 143 when told to terminate, if nobody ends it. */
  private static void endOnSignal(
      CountDownLatch over, AtomicReference<ExitCode> code, Console console) {
    if (over.getCount() == 0) {
      return; // it ends by itself
    }
    if (StopRequest.make(over)) {
      Runtime.getRuntime().halt(code.get().code());
    }
    console
        .err()
        .printf(
            "%nassay: stopped before the end. What is published is whole;"
                + " run it again to go on.%n");
  }

  /** Runs a command. Never throws: a failure is told and becomes an exit code. */
  ExitCode run(Console console, String... args) {
    ParseResult given = commands.parseArgs(args);
    List<CommandLine> levels = given.asCommandLineList();
    CommandLine asked = levels.get(levels.size() - 1);
    ParseResult arguments = asked.getParseResult();
    if (arguments.isUsageHelpRequested()) {
      asked.usage(console.out(), Ansi.OFF);
      return ExitCode.PUBLISHED;
    }
    if (arguments.isVersionHelpRequested()) {
      console.out().println("assay " + Catalogue.version());
      return ExitCode.PUBLISHED;
    }
    String name = asked.getCommandSpec().qualifiedName();
    List<String> problems = Problems.of(given);
    if (!problems.isEmpty()) {
      Failure.problems(name, isPublishing(asked), problems, console);
      console.err().println(name + " --help lists what it takes");
      return ExitCode.REQUEST;
    }
    if (!(asked.getCommand() instanceof Command command)) {
      asked.usage(console.err(), Ansi.OFF);
      return ExitCode.REQUEST;
    }
    return run(
        command, name, arguments, console.showingTraces(arguments.hasMatchedOption("stacktrace")));
  }

  private static boolean isPublishing(CommandLine asked) {
    return asked.getCommand() instanceof Command command && command.isPublishing();
  }

  private static ExitCode run(
      Command command, String name, ParseResult arguments, Console console) {
    try {
      return command.run(arguments, console);
    } catch (Throwable thrown) { // The end of the line: whatever it is, a person is told.
      return Failure.report(name, command.isPublishing(), thrown, console);
    }
  }

  private static CommandSpec root() {
    CommandSpec root =
        Specs.group(
            "assay",
            "Takes in records, separates the sound from the unsound, and publishes tables from"
                + " them: every record accounted for, or nothing published.");
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Shows the version.")
            .build());
    root.usageMessage()
        .customSynopsis("assay COMMAND [OPTION]...")
        .commandListHeading("%nCommands:%n")
        .footer("", "assay COMMAND --help tells more.");
    return root;
  }

  private static void add(CommandLine parent, Command command) {
    parent.addSubcommand(new CommandLine(command.spec()));
  }
}
