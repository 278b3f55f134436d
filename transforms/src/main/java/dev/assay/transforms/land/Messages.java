package dev.assay.transforms.land;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A connection to a subscription: a queue that hands out each message until it is acknowledged, at
 * least once, in any order.
 */
public interface Messages extends Closeable {

  /**
   * A message that is held, and is handed out again unless it is acknowledged.
   *
   * @param ackId what this handing out is acknowledged by
   * @param id of the message
   * @param publishedAt when it was published
   * @param data its bytes
   */
  record Message(String ackId, String id, Instant publishedAt, byte[] data) {}

  /** Some messages, so many at most; none if there are none now. */
  List<Message> pull(int most) throws IOException;

  /** Has messages never come again. */
  void acknowledge(List<String> ackIds) throws IOException;

  /** Where messages come from, as a graph knows it. */
  interface Source extends Serializable {
    Messages open(PipelineOptions options) throws IOException;
  }
}
