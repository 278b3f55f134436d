package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.PartialSum;
import dev.assay.schemas.TableDefinition;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Turns rows into partial sums, and adds up those with one key where they are, before they travel
 * to meet the others in a {@link PerKey}:
 *
 * <pre>{@code
 * Rows<SalesSum> sums =
 *     AddUp.of("AddUpOrders", orders)
 *         .compute(SALES_SUM, (order, results) -> results.output(sale(order)));
 * }</pre>
 *
 * <p>What comes out has one row a key for each block of the input, some thousand rows, and not one
 * a key in all. So a key of a thousand million rows, be it a whole category or the customer behind
 * every sale without a name, makes a group of a few hundred thousand rows at most, and a group of a
 * few rows where keys are few. Nothing is shuffled. What is unattributed is carried on from the
 * input.
 *
 * @param <A> class of a row of the input
 */
public final class AddUp<A> {
  private final String step;
  private final Rows<A> rows;

  private AddUp(String step, Rows<A> rows) {
    this.step = step;
    this.rows = rows;
  }

  /** Added up by a step of that name: it must be the only one where it is applied. */
  public static <A> AddUp<A> of(String step, Rows<A> rows) {
    return new AddUp<>(step, rows);
  }

  /** Computes sums from each row, and adds up those with one key. */
  public <T extends PartialSum<T>> Rows<T> compute(
      TableDefinition<T> sums, PerRow.Computation<A, T> computation) {
    return rows.apply(step, new Compute<>(RowType.of(sums), computation));
  }

  private static final class Compute<A, T extends PartialSum<T>>
      extends PTransform<Rows<A>, Rows<T>> {
    private final RowType<T> type;
    private final PerRow.Computation<A, T> computation;

    Compute(RowType<T> type, PerRow.Computation<A, T> computation) {
      this.type = type;
      this.computation = computation;
    }

    @Override
    public Rows<T> expand(Rows<A> rows) {
      PCollectionTuple computed =
          rows.blocks()
              .apply(
                  "Compute",
                  ParDo.of(new ComputeFn<>(rows.type(), rows.stored(), type, computation))
                      .withOutputTags(ResultBlocks.BLOCKS, ResultBlocks.OTHERS));
      return ResultBlocks.rows(computed, type, rows.buckets(), List.of(rows));
    }
  }

  private static final class ComputeFn<A, T extends PartialSum<T>> extends DoFn<Block, Block> {
    private final RowType<A> inputType;
    private final Columns stored;
    private final RowType<T> type;
    private final PerRow.Computation<A, T> computation;

    ComputeFn(
        RowType<A> inputType,
        Columns stored,
        RowType<T> type,
        PerRow.Computation<A, T> computation) {
      this.inputType = inputType;
      this.stored = stored;
      this.type = type;
      this.computation = computation;
    }

    @ProcessElement
    public void compute(@Element Block block, MultiOutputReceiver out) {
      ResultBlocks<T> results = new ResultBlocks<>(type, out);
      Sums<T> sums = new Sums<>(results);
      new BlockDecoder<>(inputType, stored).forEach(block, row -> computation.compute(row, sums));
      sums.byKey.values().forEach(results::output);
      results.flush();
    }
  }

  /** The sums of one block, by key, in the order in which the keys came. */
  private static final class Sums<T extends PartialSum<T>> implements Results<T> {
    private final Map<Object, T> byKey = new LinkedHashMap<>();
    private final Results<T> results;

    Sums(Results<T> results) {
      this.results = results;
    }

    @Override
    public void output(T sum) {
      byKey.merge(sum.key(), sum, PartialSum::plus);
    }

    @Override
    public void unattributed(String column, String reason, long rows, BigDecimal amount) {
      results.unattributed(column, reason, rows, amount);
    }
  }
}
