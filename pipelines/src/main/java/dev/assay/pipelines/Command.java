package dev.assay.pipelines;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One word of the command line. */
public interface Command {

  /** Its options, arguments and help. */
  CommandSpec spec();

  /** Whether tables change if it ends well: if it does not, a person is told that they did not. */
  default boolean isPublishing() {
    return false;
  }

  /** Does it. The arguments were found well formed. */
  ExitCode run(ParseResult arguments, Console console) throws Exception;
}
