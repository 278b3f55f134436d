package dev.assay.transforms.land;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.hash.Sha256;
import dev.assay.transforms.land.Messages.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.MimeTypes;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes messages to files of a dataset's folder, a record a line: a message holds one, or several
 * lines.
 *
 * <p>A message is acknowledged only once the file that holds it has its name, so none is lost,
 * whatever fails. One that comes again after a failure is a repeat by its content; the same
 * messages again make the same file again, by name and content.
 */
public final class LandMessages implements Inflow {
  private static final long serialVersionUID = 1;

  /** Messages of one pull, and of one acknowledgement. */
  private static final int AT_ONCE = 1_000;

  /** Bytes of a file that takes no further message. */
  private static final long FILE_BYTES = 8L << 20;

  /** What files are named by, beside their content. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Messages.Source source;
  private final String folder;
  private final String pattern;
  private final long most;
  private transient @Nullable Messages messages;

  private LandMessages(Messages.Source source, String folder, String pattern, long most) {
    this.source = source;
    this.folder = folder;
    this.pattern = pattern;
    this.most = most;
  }

  /**
   * Messages of a source as files of a dataset.
   *
   * @param folder the landing folder
   * @param most bytes that are landed at a time, about
   * @throws RequestException if files of that dataset cannot be named
   */
  public static LandMessages of(Messages.Source source, String folder, Dataset dataset, long most) {
    String pattern = dataset.file();
    if (pattern.chars().filter(c -> "*?[{".indexOf(c) >= 0).count() != 1
        || !pattern.contains("*")) {
      throw new RequestException(
          "messages cannot be landed as " + pattern + ": the contract's pattern needs one *");
    }
    return new LandMessages(source, folder, pattern, most);
  }

  @Override
  public void land(PipelineOptions options) throws IOException {
    if (messages == null) {
      messages = source.open(options);
    }
    long landed = 0;
    boolean isMore = true;
    while (isMore && landed < most) {
      List<Message> held = new ArrayList<>();
      isMore = pull(messages, held);
      if (!held.isEmpty()) {
        byte[] content = content(held);
        write(name(held, content), content);
        acknowledge(messages, held);
        landed += content.length;
      }
    }
  }

  /** Takes messages for one file; returns whether there may be more. */
  private static boolean pull(Messages messages, List<Message> held) throws IOException {
    long bytes = 0;
    while (bytes < FILE_BYTES) {
      List<Message> some = messages.pull(AT_ONCE);
      if (some.isEmpty()) {
        return false;
      }
      held.addAll(some);
      bytes += some.stream().mapToLong(message -> message.data().length).sum();
    }
    return true;
  }

  /** In the order of publishing; one that was handed out twice stands there once. */
  static byte[] content(List<Message> held) {
    Map<String, Message> byId = new TreeMap<>();
    held.forEach(message -> byId.put(message.id(), message));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    byId.values().stream()
        .sorted(Comparator.comparing(Message::publishedAt).thenComparing(Message::id))
        .map(Message::data)
        .filter(data -> data.length > 0)
        .forEach(
            data -> {
              lines.writeBytes(data);
              if (data[data.length - 1] != '\n') {
                lines.write('\n');
              }
            });
    return lines.toByteArray();
  }

  private String name(List<Message> held, byte[] content) {
    String first =
        TIME.format(
            held.stream().map(Message::publishedAt).min(Comparator.naturalOrder()).orElseThrow());
    return pattern.replace("*", "pubsub-" + first + "-" + Sha256.hex(content).substring(0, 12));
  }

  private void write(String name, byte[] content) throws IOException {
    ResourceId file = FileSystems.matchNewResource(folder + "/" + name, false);
    ResourceId unfinished = FileSystems.matchNewResource(folder + "/" + name + ".tmp", false);
    try (WritableByteChannel out = FileSystems.create(unfinished, MimeTypes.TEXT)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    }
    FileSystems.rename(List.of(unfinished), List.of(file));
  }

  private static void acknowledge(Messages messages, List<Message> held) throws IOException {
    List<String> ackIds = held.stream().map(Message::ackId).toList();
    for (int from = 0; from < ackIds.size(); from += AT_ONCE) {
      messages.acknowledge(ackIds.subList(from, Math.min(ackIds.size(), from + AT_ONCE)));
    }
  }

  @Override
  public void close() throws IOException {
    if (messages != null) {
      messages.close();
      messages = null;
    }
  }
}
