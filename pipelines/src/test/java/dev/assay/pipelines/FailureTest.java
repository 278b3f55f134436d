package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.assay.schemas.RequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;

class FailureTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void tellsTheMessageBeneathWhatTheRunnerWrapsItIn() {
    Throwable cause = new IOException("lake/silver: permission denied");
    Throwable thrown = new PipelineExecutionException(UserCodeException.wrap(cause));
    assertThat(report(thrown), is(ExitCode.FAILED));
    assertThat(said(), is("assay bank: failed: lake/silver: permission denied\n"));
  }

  @Test
  void tellsWhatFailedAndWhyWithoutWhatIsBetween() {
    Throwable why = new IOException("disk full");
    Throwable between = new RuntimeException("flush", why);
    report(new IllegalStateException("cannot write lake", new RuntimeException(between)));
    assertThat(said(), is("assay bank: failed: cannot write lake: disk full\n"));
  }

  @Test
  void keepsARequestAtFaultApartFromAFailureEvenInsideARun() {
    Throwable thrown = new PipelineExecutionException(new RequestException("a.csv.gz: a bomb"));
    assertThat(report(thrown), is(ExitCode.REQUEST));
    assertThat(said(), is("assay bank: 1 problem, nothing was published\n  a.csv.gz: a bomb\n"));
  }

  @Test
  void saysHowToGiveMoreMemory() {
    assertThat(report(new RuntimeException(new OutOfMemoryError("heap"))), is(ExitCode.FAILED));
    assertThat(said(), containsString("ASSAY_JAVA_OPTS=-Xmx"));
  }

  @Test
  void asksForAReportOfABug() {
    report(new RuntimeException(new NullPointerException()));
    assertThat(said(), startsWith("assay bank: failed: NullPointerException, which is a bug"));
  }

  @Test
  void endsWhenCausesGoInACircle() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));
    report(first);
    assertThat(said(), is("assay bank: failed: first: second\n"));
  }

  private ExitCode report(Throwable thrown) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Failure.report("assay bank", true, thrown, new Console(stream, stream, false, false));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
