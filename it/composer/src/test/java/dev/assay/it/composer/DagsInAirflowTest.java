package dev.assay.it.composer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The DAGs in real Airflow, in the two versions that Composer 3 offers: pytest, started here. */
class DagsInAirflowTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path SERVERS =
      Optional.ofNullable(System.getenv("ASSAY_SERVERS"))
          .map(Path::of)
          .orElse(MODULE.resolve("../../.build/servers").normalize());
  private static final long PATIENCE_MINUTES = 20;

  @Test
  void runsEveryDagFromEndToEndInAirflow3() throws Exception {
    pytest("airflow3");
  }

  @Test
  void readsEveryDagInAirflow2() throws Exception {
    pytest("airflow2");
  }

  private static void pytest(String airflow) throws IOException, InterruptedException {
    Path python = SERVERS.resolve(airflow).resolve("bin/python");
    assumeTrue(
        Files.isExecutable(python),
        () -> airflow + " is not installed: run it/servers/install airflow");
    Path log = MODULE.resolve("target/" + airflow + ".log");
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-m", "pytest", "-p", "no:cacheprovider", "-rs")
            .directory(MODULE.resolve("tests").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("ASSAY_SERVERS", SERVERS.toString());
    builder.environment().put("ASSAY_CLASS_PATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      boolean isOver = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      assertThat("over in time, see " + log, isOver, is(true));
      assertThat(Files.readString(log), process.exitValue(), is(0));
    } finally {
      process.destroy();
    }
  }
}
