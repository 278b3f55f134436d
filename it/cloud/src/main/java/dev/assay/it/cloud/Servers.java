package dev.assay.it.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** Where servers are installed, by {@code it/servers/install}. */
public final class Servers {
  private static final String INSTALL = "it/servers/install";

  private Servers() {}

  /** The folder that the environment names in {@code ASSAY_SERVERS}, or {@code .build/servers}. */
  public static Path folder() {
    String given = System.getenv("ASSAY_SERVERS");
    return given == null ? project().resolve(".build/servers") : Path.of(given);
  }

  /** A program among the installed ones, by its path within the folder. */
  public static Path program(String name) {
    return folder().resolve(name);
  }

  /** Whether tests that need a program can run; Surefire counts them as skipped if not. */
  public static ConditionEvaluationResult condition(String name) {
    Path program = program(name);
    return Files.isExecutable(program)
        ? ConditionEvaluationResult.enabled(program + " is installed")
        : ConditionEvaluationResult.disabled(program + " is not installed: run " + INSTALL);
  }

  /** A port of this machine that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** The root of the project, from whatever folder within it the tests run in. */
  public static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(INSTALL))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(INSTALL + " is in no folder above this one");
      }
    }
    return folder;
  }
}
