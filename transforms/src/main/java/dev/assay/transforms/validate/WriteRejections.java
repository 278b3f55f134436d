package dev.assay.transforms.validate;

import dev.assay.transforms.log.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes rejections to a folder as JSON lines, one a record: its dataset, file, line, raw text and
 * every violation. A dead-letter sink for bounded pipelines; a write that fails, fails the
 * pipeline, so that no rejection is lost.
 */
public final class WriteRejections extends PTransform<PCollection<Rejection>, PDone> {
  private final String folder;

  private WriteRejections(String folder) {
    this.folder = folder;
  }

  /** To files {@code rejections-*.jsonl} in that folder. */
  public static WriteRejections to(String folder) {
    return new WriteRejections(folder);
  }

  @Override
  public PDone expand(PCollection<Rejection> rejections) {
    return rejections
        .apply("ToJson", MapElements.into(TypeDescriptors.strings()).via(WriteRejections::toJson))
        .apply("Write", TextIO.write().to(folder + "/rejections").withSuffix(".jsonl"));
  }

  private static String toJson(Rejection rejection) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("dataset", rejection.getDataset());
    line.put("file", rejection.getFile());
    line.put("line", rejection.getLine());
    line.put("raw", rejection.getRaw());
    line.put("violations", rejection.getViolations().stream().map(WriteRejections::map).toList());
    return Json.write(line);
  }

  private static Map<String, Object> map(Violation violation) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rule", violation.getRule());
    map.put("field", violation.getField());
    map.put("message", violation.getMessage());
    map.put("value", violation.getValue());
    return map;
  }
}
