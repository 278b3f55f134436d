package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.milestones.ReadCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.TypeDescriptors;

/** A pipeline of one step, whose plan, step and result a test gives. */
final class BankPipeline implements NamedPipeline {
  private final SerializableFunction<Integer, Integer> step;
  private final Function<BatchOptions, BatchResult> result;
  BatchOptions planned;

  BankPipeline(
      SerializableFunction<Integer, Integer> step, Function<BatchOptions, BatchResult> result) {
    this.step = step;
    this.result = result;
  }

  /** One that publishes what {@link Results#published()} says. */
  static BankPipeline publishing() {
    return new BankPipeline(
        record -> {
          ReadCounters.records("accounts").inc();
          ReadCounters.bytes("accounts").inc(500);
          return record;
        },
        options -> Results.published());
  }

  /** One whose plan finds these problems. */
  static BankPipeline refusing(String... problems) {
    return new BankPipeline(
        record -> record,
        options -> {
          throw new RequestException(java.util.List.of(problems));
        });
  }

  @Override
  public String name() {
    return "bank";
  }

  @Override
  public String description() {
    return "Two files of a bank to silver and one gold table.";
  }

  @Override
  public String reads() {
    return "accounts.csv and customers.csv";
  }

  @Override
  public String writes() {
    return "silver accounts and customers, gold balance";
  }

  @Override
  public Class<? extends BatchOptions> options() {
    return BatchOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) {
    planned = options.as(BatchOptions.class);
    BatchResult planResult = result.apply(planned);
    Plan plan =
        new Plan() {
          @Override
          public int buckets() {
            return 1;
          }

          @Override
          public Map<String, Long> bytes() {
            Map<String, Long> bytes = new LinkedHashMap<>();
            bytes.put("accounts", 1000L);
            bytes.put("customers", 0L);
            return bytes;
          }

          @Override
          public void build(Pipeline pipeline) {
            pipeline
                .apply("Read", Create.of(1, 2))
                .apply("Step", MapElements.into(TypeDescriptors.integers()).via(step));
          }

          @Override
          public BatchResult result() {
            return planResult;
          }
        };
    return Optional.of(plan);
  }
}
