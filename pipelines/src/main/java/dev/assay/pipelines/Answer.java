package dev.assay.pipelines;

import dev.assay.transforms.log.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** An answer in the form that was asked for: lines for a person, or JSON for a script. */
public final class Answer {
  private static final String FORMAT = "format";

  /** The option that says in which form an answer is given. */
  static final String OPTION = "--" + FORMAT;

  private Answer() {}

  /** Adds the option that says in which form. */
  public static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.option(FORMAT, Kind.FORM)
            .defaultValue("text")
            .description("Lines for a person, or JSON for a script. Default: text.")
            .build());
  }

  /** Whether it is to be JSON. */
  public static boolean isJson(ParseResult arguments) {
    return arguments.matchedOptionValue(FORMAT, "text").equals("json");
  }

  /**
   * Gives the answer.
   *
   * @param value as JSON: a record, or a list of records
   * @param lines the same for a person
   */
  public static void give(
      ParseResult arguments, Console console, Object value, List<String> lines) {
    if (isJson(arguments)) {
      console.out().println(new String(Json.writePretty(value), StandardCharsets.UTF_8));
    } else {
      lines.forEach(line -> console.out().println(Text.printable(line).stripTrailing()));
    }
  }
}
