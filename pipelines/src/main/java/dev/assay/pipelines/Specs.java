package dev.assay.pipelines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Command specs that look and behave alike. */
public final class Specs {
  static final String STACKTRACE = "--stacktrace";
  private static final int WIDTH = 100;

  private Specs() {}

  /** The spec of a command, which is its user object. */
  public static CommandSpec command(Command command, String name, String description) {
    return common(CommandSpec.wrapWithoutInspection(command), name, description);
  }

  /** The spec of a word that only others follow. */
  public static CommandSpec group(String name, String description) {
    return common(CommandSpec.create(), name, description);
  }

  /** With {@code --help}, and reporting all that is wrong with the arguments at once. */
  private static CommandSpec common(CommandSpec spec, String name, String description) {
    spec.name(name);
    spec.parser()
        .collectErrors(true)
        // An argument @FILE would be replaced by the words of that file.
        .expandAtFiles(false);
    spec.usageMessage()
        .width(WIDTH)
        .sortOptions(false)
        .requiredOptionMarker('*')
        .description(escape(description), "");
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    spec.addOption(
        OptionSpec.builder(STACKTRACE)
            .type(boolean.class)
            .description("Shows where in the program a failure arose.")
            .build());
    return spec;
  }

  /** Options of ours, each section under its heading. */
  public static void addOptions(CommandSpec spec, List<Setting> settings) {
    Map<String, ArgGroupSpec.Builder> sections = new LinkedHashMap<>();
    for (Setting setting : settings) {
      if (setting.section().isEmpty()) {
        spec.addOption(option(setting));
      } else {
        sections.computeIfAbsent(setting.section(), Specs::section).addArg(option(setting));
      }
    }
    sections.values().forEach(section -> spec.addArgGroup(section.build()));
  }

  private static ArgGroupSpec.Builder section(String heading) {
    return ArgGroupSpec.builder()
        .validate(false)
        .exclusive(false)
        .heading("%n" + escape(heading) + ":%n");
  }

  private static OptionSpec option(Setting setting) {
    String fallback = setting.isRequired() ? "" : "Default: " + setting.unlessGiven() + ".";
    return option(setting.name(), setting.kind())
        .required(setting.isRequired())
        .description(
            setting.section().isEmpty()
                ? new String[] {escape(setting.description()), escape(fallback)}
                : new String[] {escape(setting.description() + " " + fallback)})
        .build();
  }

  static OptionSpec option(Generator.Amount amount) {
    return option(amount.name(), amount.kind())
        .defaultValue(amount.unlessGiven())
        .description(escape(amount.description()), escape("Default: " + amount.unlessGiven() + "."))
        .build();
  }

  /** An option whose value is checked against its kind. */
  public static OptionSpec.Builder option(String name, Kind kind) {
    return OptionSpec.builder("--" + name)
        .paramLabel(kind.label())
        .type(String.class)
        .converters(value -> checked(kind, value));
  }

  private static String checked(Kind kind, String value) {
    kind.problem(value)
        .ifPresent(
            problem -> {
              throw new TypeConversionException(problem);
            });
    return value;
  }

  /** Picocli formats descriptions: a percent sign must stand there twice. */
  private static String escape(String text) {
    return text.replace("%", "%%");
  }
}
