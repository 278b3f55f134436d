package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.land.Inflow;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.log.WriteOnce;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
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

  /** Keeps the processors of a laptop busy, and costs a small micro-batch little. */
  private static final int BUCKETS = 8;

  private final DeliveryRequest request;

  /** Asked for when the graph is built, and not by its steps. */
  private final transient PTransform<PBegin, ? extends PCollection<?>> ticks;

  /** What lands files before each look for what is new. */
  private final Inflow inflow;

  private MicroBatches(
      DeliveryRequest request,
      Delivery common,
      PTransform<PBegin, ? extends PCollection<?>> ticks,
      Inflow inflow) {
    super(common);
    this.request = request;
    this.ticks = ticks;
    this.inflow = inflow;
  }

  /**
   * The micro-batches of a feed.
   *
   * @param request what is asked for
   * @param common what {@link Planner#open} says of it
   * @param ticks unbounded, none late: each is an occasion to look for what is new
   */
  public static MicroBatches of(
      DeliveryRequest request,
      Delivery common,
      PTransform<PBegin, ? extends PCollection<?>> ticks) {
    return new MicroBatches(request, common, ticks, Inflow.NONE);
  }

  /** The same, of what comes in this way besides. */
  public MicroBatches with(Inflow newInflow) {
    return new MicroBatches(request, common(), ticks, newInflow);
  }

  @Override
  PCollection<String> begin(PBegin begin) {
    return begin
        .apply("Ticks", ticks)
        .apply("ToOnePlace", WithKeys.of(""))
        .apply("CutMicroBatches", ParDo.of(new CutMicroBatches<>(request, this, inflow)))
        .setCoder(StringUtf8Coder.of())
        .apply("OneWindowEach", Window.into(FixedWindows.of(Duration.millis(1))));
  }

  /**
   * Of every dataset and micro-batch, be it small or large: the graph is built before any is cut,
   * and names of files follow from it, which must not differ between runs of one micro-batch.
   */
  @Override
  int buckets(Dataset dataset) {
    return BUCKETS;
  }

  /** What the log says now. */
  History history() throws IOException {
    return History.latest(
        common().lake().root(), common().pipeline(), common().contract().domain());
  }

  /**
   * Plans the next micro-batch and keeps it for the steps of its window; empty if nothing is new.
   * The first that was kept for a window is the only one: an attempt that failed, or that goes on
   * though it was given up, has the steps work on nothing else.
   *
   * @param timestamp that no other micro-batch of this stream has
   */
  Optional<MicroBatch> cut(long timestamp, DeliveryRequest asked) throws IOException {
    ResourceId file = file(timestamp);
    if (!isThere(file)) {
      Optional<MicroBatch> next = Planner.next(asked, common());
      if (next.isEmpty() || WriteOnce.create(file, Json.writePretty(next.get()))) {
        return next;
      }
    }
    return Optional.of(read(file));
  }

  private static boolean isThere(ResourceId file) throws IOException {
    return !FileSystems.match(file.toString(), EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  @Override
  Delivery in(BoundedWindow window) throws IOException {
    ResourceId file = file(window.maxTimestamp().getMillis());
    Delivery seen = SEEN.get(file.toString());
    if (seen == null) {
      if (SEEN.size() >= MOST_SEEN) {
        SEEN.clear();
      }
      seen = read(file).in(common());
      SEEN.put(file.toString(), seen);
    }
    return seen;
  }

  private static MicroBatch read(ResourceId file) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      return Json.read(in.readAllBytes(), MicroBatch.class);
    } catch (FileNotFoundException e) {
      throw new IOException("no micro-batch was cut for this window: " + file + " is missing", e);
    }
  }

  /** A micro-batch that another batch has overtaken: its files are in the next one. */
  @Override
  boolean giveUp(BoundedWindow window) throws IOException {
    end(window);
    return true;
  }

  @Override
  void tell(String problem) {
    Streams.tell(common(), problem);
  }

  @Override
  void end(BoundedWindow window) throws IOException {
    RunFolder.release(in(window).lake());
    Streams.ended(common(), window.maxTimestamp().getMillis());
  }

  private ResourceId file(long timestamp) {
    Lake lake = common().lake();
    return lake.resource(Lake.UNFINISHED + "/" + lake.run() + "/" + timestamp + ".json");
  }
}
