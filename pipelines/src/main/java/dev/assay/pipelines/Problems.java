package dev.assay.pipelines;

import dev.assay.schemas.Names;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line, as sentences for a person. */
final class Problems {
  private Problems() {}

  /** All of them, of a command and of those it was reached through. */
  static List<String> of(ParseResult parsed) {
    return parsed.asCommandLineList().stream()
        .flatMap(command -> command.getParseResult().errors().stream())
        .flatMap(Problems::sentences)
        .distinct()
        .toList();
  }

  private static Stream<String> sentences(Exception error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      CommandSpec command = unmatched.getCommandLine().getCommandSpec();
      return judged(unmatched.getUnmatched(), command).stream().map(word -> unknown(word, command));
    }
    return Stream.of(String.valueOf(error.getMessage()));
  }

  /** What stands behind the name of a command that is not there was meant for that command. */
  private static List<String> judged(List<String> words, CommandSpec command) {
    if (!command.subcommands().isEmpty()) {
      for (int i = 0; i < words.size(); i++) {
        if (!isOption(words.get(i))) {
          return words.subList(0, i + 1);
        }
      }
    }
    return words;
  }

  private static boolean isOption(String word) {
    return word.startsWith("-");
  }

  private static String unknown(String word, CommandSpec command) {
    boolean isOption = isOption(word);
    // What stands behind the equals sign may be a secret.
    String name = isOption ? word.replaceFirst("=.*", "") : word;
    String wrong = isOption ? "no such option" : noPlaceFor(command);
    String hint =
        Names.nearest(name, isOption ? options(command) : command.subcommands().keySet())
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse("");
    return name + ": " + wrong + hint;
  }

  private static String noPlaceFor(CommandSpec command) {
    return command.subcommands().isEmpty()
        ? "not expected here: every value follows an option"
        : "no such command";
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream().flatMap(option -> Arrays.stream(option.names())).toList();
  }
}
