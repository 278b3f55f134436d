package dev.assay.it.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What is in a job as Dataflow gets it. */
final class PostedJob {
  /** Where the steps and coders are that were given out. */
  static final Path KNOWN = Path.of("src/test/resources/dev/assay/it/dataflow");

  private PostedJob() {}

  /** The names of its steps, in alphabetical order. */
  static List<String> steps(JsonNode job) {
    return StreamSupport.stream(job.get("steps").spliterator(), false)
        .map(step -> step.at("/properties/user_name/value").asText())
        .sorted()
        .toList();
  }

  /** Where the files lie that its workers get. */
  static List<String> packages(JsonNode job) {
    return StreamSupport.stream(job.at("/environment/workerPools/0/packages").spliterator(), false)
        .map(each -> each.get("location").asText())
        .toList();
  }
}
