package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.log.WriteOnce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log's commit in a bucket: a file that is there only if it was not there. */
final class LogInBucketTest {
  private static final int WRITERS = 8;

  @RegisterExtension static final FakeGcs GCS = FakeGcs.withBuckets("lake");

  @BeforeAll
  static void useTheServer() {
    FileSystems.setDefaultPipelineOptions(
        PipelineOptionsFactory.fromArgs(GCS.options().toArray(String[]::new)).create());
  }

  @Test
  void leavesAFileThatIsThereAsItIs() throws IOException {
    ResourceId file = file("once.json");

    boolean first = WriteOnce.create(file, bytes("first"));
    boolean second = WriteOnce.create(file, bytes("second"));

    assertThat(List.of(first, second), equalTo(List.of(true, false)));
    assertThat(content("once.json"), is("first"));
  }

  @RepeatedTest(10)
  void letsOneOfManyWritersWin(RepetitionInfo round) throws Exception {
    String name = "race-" + round.getCurrentRepetition() + ".json";
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      byte[] content = bytes("writer " + i);
      writers.add(
          () -> {
            start.await();
            return WriteOnce.create(file(name), content);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Boolean> won = new ArrayList<>();
    try {
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        won.add(each.get());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(Collections.frequency(won, true), is(1));
    assertThat(content(name), is("writer " + won.indexOf(true)));
  }

  private static ResourceId file(String name) {
    return FileSystems.matchNewResource("gs://lake/_log/" + name, false);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String content(String name) throws IOException {
    return Files.readString(GCS.file("gs://lake/_log/" + name));
  }
}
