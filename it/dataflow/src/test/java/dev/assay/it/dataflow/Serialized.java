package dev.assay.it.dataflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.beam.sdk.util.StringUtils;
import org.xerial.snappy.SnappyInputStream;

/** What a posted job holds that the eye cannot read: functions and coders, packed by the runner. */
final class Serialized {
  private static final String PACKED = "%82SNAPPY";

  private Serialized() {}

  /** All texts of a job, those within what is packed too. */
  static String allOf(JsonNode job) throws IOException {
    StringBuilder all = new StringBuilder(job.toString());
    for (JsonNode each : job) {
      append(each, all);
    }
    return all.toString();
  }

  private static void append(JsonNode node, StringBuilder all) throws IOException {
    if (node.isTextual() && node.asText().startsWith(PACKED)) {
      byte[] packed = StringUtils.jsonStringToByteArray(node.asText());
      try (InputStream in = new SnappyInputStream(new ByteArrayInputStream(packed))) {
        all.append(new String(in.readAllBytes(), ISO_8859_1));
      }
    }
    for (JsonNode each : node) {
      append(each, all);
    }
  }
}
