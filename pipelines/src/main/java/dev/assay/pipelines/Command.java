package dev.assay.pipelines;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One word of the command line. */
public interface Command {

  /** Its options, arguments and help. */
  CommandSpec spec();

  /** Does it. The arguments were found well formed. */
  ExitCode run(ParseResult arguments, Console console) throws Exception;
}
