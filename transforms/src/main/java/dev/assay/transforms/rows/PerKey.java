package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;

/**
 * Brings the rows of some inputs together by key and computes rows from each group:
 *
 * <pre>{@code
 * PerKey.of("customer_id")
 *     .with(CUSTOMERS, bank.rows("customers", string("customer_id"), string("first_name")))
 *     .with(ACCOUNTS, bank.rows("accounts", string("customer_id"), decimal("balance")))
 *     .compute(CUSTOMER_ACCOUNT_BALANCE, SumAccountBalances::balance);
 * }</pre>
 *
 * <p>A full outer join: a key that any input has makes a group, and an input that lacks it has no
 * rows there. Keys that are null, or hold a null, make groups too. The computation sees one key at
 * a time, once, with its rows in an order that follows from their content.
 *
 * <p>A group has to fit the memory of a worker, encoded; its bucket too (see the package).
 */
public final class PerKey {
  /**
   * Computes results from the rows of one key. A pure function: it may be called again for a key
   * after a failure.
   *
   * @param <T> class of a result
   */
  public interface Computation<T> extends Serializable {
    void compute(Group group, Results<T> results);
  }

  private final List<String> key;
  private final List<KeyedInput<?>> inputs;

  private PerKey(List<String> key, List<KeyedInput<?>> inputs) {
    this.key = key;
    this.inputs = inputs;
  }

  /** Groups by columns, which are named so in the inputs unless they say otherwise. */
  public static PerKey of(String... key) {
    return new PerKey(List.of(key), List.of());
  }

  /** Adds an input whose key columns are named like the computation's. */
  public <T> PerKey with(Group.Input<T> input, Rows<T> rows) {
    return with(input, rows, key.toArray(String[]::new));
  }

  /** Adds an input whose key columns are named differently. */
  public <T> PerKey with(Group.Input<T> input, Rows<T> rows, String... columns) {
    List<KeyedInput<?>> more = new ArrayList<>(inputs);
    more.add(new KeyedInput<>(input, rows, List.of(columns)));
    return new PerKey(key, more);
  }

  /** Computes rows of a table from each group. */
  public <T> Rows<T> compute(TableDefinition<T> table, Computation<T> computation) {
    return compute(RowType.of(table), computation);
  }

  /** Computes Beam rows from each group. */
  public Rows<Row> compute(Columns columns, Computation<Row> computation) {
    return compute(RowType.of(columns), computation);
  }

  private <T> Rows<T> compute(RowType<T> type, Computation<T> computation) {
    requireOneKeyType();
    int buckets = inputs.stream().mapToInt(input -> input.rows.buckets()).max().orElseThrow();
    PCollectionList<KV<Integer, Block>> keyed =
        PCollectionList.empty(inputs.get(0).rows.getPipeline());
    List<InputType<?>> types = new ArrayList<>();
    for (KeyedInput<?> input : inputs) {
      keyed = keyed.and(input.key(keyed.size(), buckets));
      types.add(input.type());
    }
    PCollectionTuple computed =
        keyed
            .apply("Flatten", Flatten.pCollections())
            .apply("Group", GroupByKey.create())
            .apply(
                "Compute",
                ParDo.of(new ComputeFn<>(key, types, type, computation))
                    .withOutputTags(ResultBlocks.BLOCKS, ResultBlocks.OTHERS));
    return ResultBlocks.rows(
        computed, type, buckets, inputs.stream().map(KeyedInput::rows).toList());
  }

  /** Keys are compared as they are encoded: those of other types would never meet. */
  private void requireOneKeyType() {
    List<Type> wanted = inputs.get(0).keyTypes();
    for (KeyedInput<?> input : inputs) {
      if (input.key.size() != key.size() || !input.keyTypes().equals(wanted)) {
        throw new IllegalArgumentException(
            input.input.name() + " has the key " + input.keyTypes() + " where " + wanted + " is");
      }
    }
  }

  /** An input, and where its key is. */
  private record KeyedInput<T>(Group.Input<T> input, Rows<T> rows, List<String> key) {
    PCollection<KV<Integer, Block>> key(int index, int buckets) {
      return rows.apply("Key" + input.name(), KeyRows.by(key, index, buckets));
    }

    List<Type> keyTypes() {
      return rows.columns().select(key).asList().stream().map(Column::type).toList();
    }

    InputType<T> type() {
      return new InputType<>(input, rows.type(), KeyRows.keyed(rows.columns(), key));
    }
  }

  /** What a worker must know of an input. */
  record InputType<T>(Group.Input<T> input, RowType<T> type, Columns keyed)
      implements Serializable {}

  private static final class ComputeFn<T> extends DoFn<KV<Integer, Iterable<Block>>, Block> {
    private final List<String> key;
    private final List<InputType<?>> inputs;
    private final RowType<T> type;
    private final Computation<T> computation;

    ComputeFn(
        List<String> key, List<InputType<?>> inputs, RowType<T> type, Computation<T> computation) {
      this.key = key;
      this.inputs = inputs;
      this.type = type;
      this.computation = computation;
    }

    @ProcessElement
    public void compute(@Element KV<Integer, Iterable<Block>> bucket, MultiOutputReceiver out) {
      ResultBlocks<T> results = ResultBlocks.to(out, type);
      GroupedBucket groups = GroupedBucket.of(key, inputs, bucket.getValue());
      while (groups.next()) {
        computation.compute(groups, results);
      }
      results.flush();
    }
  }
}
