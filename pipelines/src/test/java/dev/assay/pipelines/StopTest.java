package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
  private static final String RUNNING = "running";

  @Test
  void aRunToldToTerminateSaysSoInOneLine(@TempDir Path folder) throws Exception {
    Path err = folder.resolve("err");
    Process process = start(err);
    waitUntilRunning(process);
    process.destroy();
    assertThat(process.waitFor(), is(143));
    String said = Files.readString(err);
    assertThat(said, containsString("assay: stopped before the end."));
    assertThat(said, not(containsString("\tat ")));
  }

  private static Process start(Path err) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Endless.class.getName())
        .redirectError(err.toFile())
        .start();
  }

  private static void waitUntilRunning(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine(), is(RUNNING));
  }

  /** A run that never ends. */
  static final class Endless {
    public static void main(String[] args) {
      BankPipeline pipeline = new BankPipeline(Endless::never, options -> Results.published());
      new Assay(List.of(pipeline), List.of())
          .main(Console.system(), "bank", "--input=landing", "--output=lake");
    }

    private static Integer never(Integer record) {
      System.out.println(RUNNING);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return record;
    }
  }
}
