package dev.assay.transforms.batch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.schemas.Contracts;
import dev.assay.transforms.batch.CutMicroBatches.Last;
import dev.assay.transforms.land.Inflow;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.Status;
import dev.assay.transforms.log.Manifests;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.PeriodicImpulse;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a cut whose bundle fails, and of ticks at one time. */
class CutMicroBatchesTest {
  private static final Instant TICK = new Instant(1_000);

  @TempDir private Path folder;
  private DeliveryRequest request;
  private MicroBatches microBatches;
  private final List<Long> cut = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    open(Duration.ZERO);
  }

  private void open(Duration every) throws Exception {
    Files.createDirectories(folder.resolve("landing/orders"));
    request =
        new DeliveryRequest(
            "orders",
            List.of(),
            null,
            Intake.feed("orders").settledFor(Duration.ZERO).streamed(every, 1 << 20),
            Contracts.bundled("orders"),
            folder.resolve("landing").toString(),
            folder.resolve("lake").toString(),
            "duckdb:" + folder.resolve("warehouse.duckdb"),
            null,
            null,
            null,
            Map.of(),
            Limits.DEFAULT);
    microBatches =
        MicroBatches.of(
            request, Planner.open(request, WarehouseSettings.DEFAULT), PeriodicImpulse.create());
  }

  @Test
  void cutsNothingWhereNothingIsNew() throws Exception {
    State state = new State();
    tick(TICK, state);
    assertThat(cut, is(empty()));
    assertThat(state.value, is(nullValue()));
  }

  @Test
  void aCutThatIsTriedAgainIsTheSame() throws Exception {
    lands("a.json");
    tick(TICK, new State()); // its bundle fails: nobody sees its state or its output
    lands("b.json");
    State state = new State();
    tick(TICK, state);

    assertThat(cut, contains(1_000L, 1_000L));
    assertThat(files(1_000), contains("orders/a.json"));
    Last last = Json.read(state.value, Last.class);
    assertThat(last.identity(), is(delivery(1_000).identity()));
  }

  @Test
  void cutsNoSecondOneBeforeTheFirstIsDecided() throws Exception {
    lands("a.json");
    State state = new State();
    tick(TICK, state);
    lands("b.json");
    tick(TICK.plus(60_000), state);
    assertThat(cut, contains(1_000L));
  }

  /** The interval may be long, and one bad file is no reason for the others to wait. */
  @Test
  void filesThatWereRefusedTogetherAreTriedAloneAtOnce() throws Exception {
    open(Duration.ofHours(1));
    lands("a.json");
    lands("b.json");
    State state = new State();
    tick(TICK, state);
    tick(TICK, state);
    assertThat(cut, contains(1_000L));

    logs(1_000, Status.REFUSED);
    tick(TICK, state);
    logs(1_001, Status.PUBLISHED);
    tick(TICK, state);
    logs(1_002, Status.PUBLISHED);
    lands("c.json");
    tick(TICK, state);

    assertThat(files(1_001), contains("orders/a.json"));
    assertThat(files(1_002), contains("orders/b.json"));
    assertThat("c.json waits for the next hour", cut, contains(1_000L, 1_001L, 1_002L));
  }

  /** Has the log say what became of a micro-batch. */
  private void logs(long timestamp, Status status) throws IOException {
    Delivery delivery = delivery(timestamp);
    Manifest any = Manifests.published("any");
    Log.of(request.output())
        .append(
            new Manifest(
                Manifest.FORMAT,
                0,
                delivery.batch(),
                delivery.identity(),
                delivery.pipeline(),
                delivery.contract().domain(),
                null,
                null,
                status,
                any.asOf(),
                delivery.base(),
                List.of(),
                any.contract(),
                delivery.options(),
                delivery.sources(),
                List.of(),
                List.of(),
                List.of(),
                any.ledger(),
                any.committedAt(),
                any.software()));
  }

  @Test
  void twoCutsAtTheTimeOfOneTickHaveWindowsOfTheirOwn() throws Exception {
    lands("a.json");
    State state = new State();
    tick(TICK, state);
    state.value = state.value.replace("\"isOver\":false", "\"isOver\":true");
    lands("b.json");
    tick(TICK, state);

    assertThat(cut, contains(1_000L, 1_001L));
    assertThat(files(1_001), contains("orders/a.json", "orders/b.json"));
  }

  @Test
  void whatCannotBeLandedKeepsNothingElseBack() throws Exception {
    lands("a.json");
    State state = new State();
    tick(
        TICK,
        state,
        options -> {
          throw new IOException("no subscription");
        });
    assertThat(state.value, is(notNullValue()));
  }

  private void lands(String name) throws IOException {
    Files.writeString(folder.resolve("landing/orders").resolve(name), "{}\n");
  }

  private List<String> files(long timestamp) throws IOException {
    return delivery(timestamp).files().stream().map(SourceFile::name).toList();
  }

  private Delivery delivery(long timestamp) throws IOException {
    return microBatches.in(new IntervalWindow(new Instant(timestamp), new Instant(timestamp + 1)));
  }

  private void tick(Instant time, State state) throws IOException {
    tick(time, state, Inflow.NONE);
  }

  private void tick(Instant time, State state, Inflow inflow) throws IOException {
    new CutMicroBatches<Instant>(request, microBatches, inflow)
        .cut(time, state, PipelineOptionsFactory.create(), new Receiver(time));
  }

  /** Notes the timestamps of what comes out. */
  private final class Receiver implements OutputReceiver<String> {
    private final Instant time;

    Receiver(Instant time) {
      this.time = time;
    }

    @Override
    public OutputBuilder<String> builder(String batch) {
      return WindowedValues.<String>builder(
              WindowedValues.timestampedValueInGlobalWindow(batch, time))
          .setReceiver(value -> cut.add(value.getTimestamp().getMillis()));
    }
  }

  private static final class State implements ValueState<String> {
    private String value;

    @Override
    public void write(String newValue) {
      value = newValue;
    }

    @Override
    public String read() {
      return value;
    }

    @Override
    public ValueState<String> readLater() {
      return this;
    }

    @Override
    public void clear() {
      value = null;
    }
  }
}
