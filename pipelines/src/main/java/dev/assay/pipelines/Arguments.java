package dev.assay.pipelines;

import java.util.Arrays;
import java.util.stream.Stream;

/** Arguments of a command line. */
final class Arguments {
  private Arguments() {}

  /** A command and its options. */
  static String[] of(String command, String... options) {
    return Stream.concat(Stream.of(command), Arrays.stream(options)).toArray(String[]::new);
  }
}
