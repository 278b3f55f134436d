package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.TableDefinition;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/**
 * Computes rows from each row by itself: none, one or several. What {@link PerKey} is to groups.
 *
 * <pre>{@code
 * PerRow.of(spends)
 *     .with(percentile90)
 *     .compute(CUSTOMER_SEGMENT, (spend, p90, segments) -> segments.output(segment(spend, p90)));
 * }</pre>
 *
 * <p>Nothing is shuffled, and rows come in no order. What is unattributed is carried on from the
 * input. It is a step of its own, {@code PerRow}: a transform that has two of them gives each a
 * name.
 *
 * @param <A> class of a row of the input
 */
public final class PerRow<A> {

  /**
   * Computes results from a row. A pure function: it may be called again for a row after a failure.
   *
   * @param <A> class of a row of the input
   * @param <T> class of a result
   */
  public interface Computation<A, T> extends Serializable {
    void compute(A row, Results<T> results);
  }

  /**
   * Computes results from a row and a value that all rows share.
   *
   * @param <A> class of a row of the input
   * @param <V> class of the value
   * @param <T> class of a result
   */
  public interface ComputationWith<A, V, T> extends Serializable {
    void compute(A row, V value, Results<T> results);
  }

  /**
   * Computes results from a row and two values that all rows share.
   *
   * @param <A> class of a row of the input
   * @param <V> class of the first value
   * @param <W> class of the second value
   * @param <T> class of a result
   */
  public interface ComputationWithTwo<A, V, W, T> extends Serializable {
    void compute(A row, V first, W second, Results<T> results);
  }

  /** The computation of the rows of one block, for which the shared values are taken once. */
  interface PerBlock<A, T> extends Serializable {
    Computation<A, T> with(DoFn<Block, Block>.ProcessContext context);
  }

  private final String step;
  private final Rows<A> rows;

  private PerRow(String step, Rows<A> rows) {
    this.step = step;
    this.rows = rows;
  }

  public static <A> PerRow<A> of(Rows<A> rows) {
    return of("PerRow", rows);
  }

  /** Computed by a step of that name: it must be the only one where it is applied. */
  public static <A> PerRow<A> of(String step, Rows<A> rows) {
    return new PerRow<>(step, rows);
  }

  /** Shows each computation a value as well: a side input, such as a {@link Percentile}. */
  public <V> WithValue<A, V> with(PCollectionView<V> view) {
    return new WithValue<>(this, view);
  }

  /** Computes rows of a table from each row. */
  public <T> Rows<T> compute(TableDefinition<T> table, Computation<A, T> computation) {
    return compute(RowType.of(table), List.of(), context -> computation);
  }

  /** Computes Beam rows from each row. */
  public Rows<Row> compute(Columns columns, Computation<A, Row> computation) {
    return compute(RowType.of(columns), List.of(), context -> computation);
  }

  private <T> Rows<T> compute(
      RowType<T> type, List<PCollectionView<?>> views, PerBlock<A, T> computation) {
    return rows.apply(step, new Compute<>(type, views, computation));
  }

  /**
   * A computation that sees a value beside each row.
   *
   * @param <A> class of a row of the input
   * @param <V> class of the value
   */
  public static final class WithValue<A, V> {
    private final PerRow<A> perRow;
    private final PCollectionView<V> view;

    private WithValue(PerRow<A> perRow, PCollectionView<V> view) {
      this.perRow = perRow;
      this.view = view;
    }

    /** Shows each computation a second value. */
    public <W> WithTwo<A, V, W> and(PCollectionView<W> second) {
      return new WithTwo<>(perRow, view, second);
    }

    /** Computes rows of a table from each row. */
    public <T> Rows<T> compute(TableDefinition<T> table, ComputationWith<A, V, T> computation) {
      return compute(RowType.of(table), computation);
    }

    /** Computes Beam rows from each row. */
    public Rows<Row> compute(Columns columns, ComputationWith<A, V, Row> computation) {
      return compute(RowType.of(columns), computation);
    }

    private <T> Rows<T> compute(RowType<T> type, ComputationWith<A, V, T> computation) {
      PCollectionView<V> shared = view;
      return perRow.compute(
          type,
          List.of(shared),
          context -> {
            V value = context.sideInput(shared);
            return (row, results) -> computation.compute(row, value, results);
          });
    }
  }

  /**
   * A computation that sees two values beside each row.
   *
   * @param <A> class of a row of the input
   * @param <V> class of the first value
   * @param <W> class of the second value
   */
  public static final class WithTwo<A, V, W> {
    private final PerRow<A> perRow;
    private final PCollectionView<V> first;
    private final PCollectionView<W> second;

    private WithTwo(PerRow<A> perRow, PCollectionView<V> first, PCollectionView<W> second) {
      this.perRow = perRow;
      this.first = first;
      this.second = second;
    }

    /** Computes rows of a table from each row. */
    public <T> Rows<T> compute(
        TableDefinition<T> table, ComputationWithTwo<A, V, W, T> computation) {
      return compute(RowType.of(table), computation);
    }

    /** Computes Beam rows from each row. */
    public Rows<Row> compute(Columns columns, ComputationWithTwo<A, V, W, Row> computation) {
      return compute(RowType.of(columns), computation);
    }

    private <T> Rows<T> compute(RowType<T> type, ComputationWithTwo<A, V, W, T> computation) {
      PCollectionView<V> one = first;
      PCollectionView<W> other = second;
      return perRow.compute(
          type,
          List.of(one, other),
          context -> {
            V value = context.sideInput(one);
            W otherValue = context.sideInput(other);
            return (row, results) -> computation.compute(row, value, otherValue, results);
          });
    }
  }

  private static final class Compute<A, T> extends PTransform<Rows<A>, Rows<T>> {
    private final RowType<T> type;
    private final List<PCollectionView<?>> views;
    private final PerBlock<A, T> computation;

    Compute(RowType<T> type, List<PCollectionView<?>> views, PerBlock<A, T> computation) {
      this.type = type;
      this.views = views;
      this.computation = computation;
    }

    @Override
    public Rows<T> expand(Rows<A> rows) {
      PCollectionTuple computed =
          rows.blocks()
              .apply(
                  "Compute",
                  ParDo.of(new ComputeFn<>(rows.type(), rows.stored(), type, computation))
                      .withSideInputs(views)
                      .withOutputTags(ResultBlocks.BLOCKS, ResultBlocks.OTHERS));
      return ResultBlocks.rows(computed, type, rows.buckets(), List.of(rows));
    }
  }

  private static final class ComputeFn<A, T> extends DoFn<Block, Block> {
    private final RowType<A> inputType;
    private final Columns stored;
    private final RowType<T> type;
    private final PerBlock<A, T> computation;

    ComputeFn(RowType<A> inputType, Columns stored, RowType<T> type, PerBlock<A, T> computation) {
      this.inputType = inputType;
      this.stored = stored;
      this.type = type;
      this.computation = computation;
    }

    @ProcessElement
    public void compute(@Element Block block, ProcessContext context, MultiOutputReceiver out) {
      Computation<A, T> perRow = computation.with(context);
      ResultBlocks<T> results = ResultBlocks.to(out, type);
      new BlockDecoder<>(inputType, stored).forEach(block, row -> perRow.compute(row, results));
      results.flush();
    }
  }
}
