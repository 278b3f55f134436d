package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.log.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * The deliveries of a stream: what is new in the landing folder, again and again, one micro-batch
 * after the other, each in a window of its own. Unbounded.
 *
 * <p>An unbounded collection of ticks drives it, and nothing but that they come depends on them: a
 * tick cuts the next micro-batch once the log says what became of the one before. So what is new,
 * what is a repeat, and which number a batch gets is decided by the log, as in a batch; a stream
 * that is stopped, drained or killed goes on where the log ends. Windows only keep the
 * micro-batches apart.
 */
public final class MicroBatches extends Deliveries {
  /** What was read before; a worker sees few windows at a time. */
  private static final Map<String, Delivery> SEEN = new ConcurrentHashMap<>();

  private static final int MOST_SEEN = 100;

  private final DeliveryRequest request;

  /** Asked for when the graph is built, and not by its steps. */
  private final transient PTransform<PBegin, ? extends PCollection<?>> ticks;

  private MicroBatches(
      DeliveryRequest request,
      Delivery common,
      PTransform<PBegin, ? extends PCollection<?>> ticks) {
    super(common);
    this.request = request;
    this.ticks = ticks;
  }

  /**
   * The micro-batches of a feed.
   *
   * @param request what is asked for
   * @param common what {@link Planner#open} says of it
   * @param ticks unbounded, no two with one timestamp: each is an occasion to look for what is new
   */
  public static MicroBatches of(
      DeliveryRequest request,
      Delivery common,
      PTransform<PBegin, ? extends PCollection<?>> ticks) {
    return new MicroBatches(request, common, ticks);
  }

  @Override
  PCollection<String> begin(PBegin begin) {
    return begin
        .apply("Ticks", ticks)
        .apply("ToOnePlace", WithKeys.of(""))
        .apply("CutMicroBatches", ParDo.of(new CutMicroBatches<>(request, this)))
        .setCoder(StringUtf8Coder.of())
        .apply("OneWindowEach", Window.into(FixedWindows.of(Duration.millis(1))));
  }

  /** Known only once a window is there; a micro-batch is small. */
  @Override
  int buckets(Dataset dataset) {
    return 1;
  }

  @Override
  Delivery in(BoundedWindow window) throws IOException {
    String path = path(window.maxTimestamp().getMillis());
    Delivery seen = SEEN.get(path);
    if (seen == null) {
      if (SEEN.size() >= MOST_SEEN) {
        SEEN.clear();
      }
      seen = read(path).in(common());
      SEEN.put(path, seen);
    }
    return seen;
  }

  private static MicroBatch read(String path) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      return Json.read(in.readAllBytes(), MicroBatch.class);
    } catch (FileNotFoundException e) {
      throw new IOException("no micro-batch was cut for this window: " + path + " is not there", e);
    }
  }

  /** Keeps a micro-batch for the steps of its window. */
  void keep(long timestamp, MicroBatch microBatch) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path(timestamp), false);
    try (WritableByteChannel out = FileSystems.create(file, MimeTypes.TEXT)) {
      out.write(ByteBuffer.wrap(Json.writePretty(microBatch)));
    }
  }

  /** A micro-batch that another batch has overtaken: its steps end without an entry of the log. */
  @Override
  boolean giveUp(BoundedWindow window) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path(window.maxTimestamp().getMillis()), false);
    FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
    end(window);
    return true;
  }

  @Override
  void end(BoundedWindow window) {
    Streams.ended(common().lake().run());
  }

  /** Whether the micro-batch that was cut at that time was given up. */
  boolean isGivenUp(long timestamp) throws IOException {
    return FileSystems.match(path(timestamp), EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  private String path(long timestamp) {
    Lake lake = common().lake();
    return lake.root() + "/" + Lake.UNFINISHED + "/" + lake.run() + "/" + timestamp + ".json";
  }
}
