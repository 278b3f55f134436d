package dev.assay.pipelines;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The command line in the process of the test.
 *
 * @param code its exit code
 * @param out what it said on stdout
 * @param err what it said on stderr
 */
record HereRun(ExitCode code, String out, String err) {

  static HereRun of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, false);
    ExitCode code =
        new Assay(Catalogue.pipelines(), Catalogue.generators()).run(console, arguments);
    return new HereRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
