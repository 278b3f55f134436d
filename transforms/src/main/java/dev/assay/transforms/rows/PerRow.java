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
import org.checkerframework.checker.nullness.qual.Nullable;

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
    return compute(RowType.of(table), null, ignoringValue(computation));
  }

  /** Computes Beam rows from each row. */
  public Rows<Row> compute(Columns columns, Computation<A, Row> computation) {
    return compute(RowType.of(columns), null, ignoringValue(computation));
  }

  private static <A, T> ComputationWith<A, Void, T> ignoringValue(Computation<A, T> computation) {
    return (row, none, results) -> computation.compute(row, results);
  }

  private <V, T> Rows<T> compute(
      RowType<T> type, @Nullable PCollectionView<V> view, ComputationWith<A, V, T> computation) {
    return rows.apply(step, new Compute<>(type, view, computation));
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

    /** Computes rows of a table from each row. */
    public <T> Rows<T> compute(TableDefinition<T> table, ComputationWith<A, V, T> computation) {
      return perRow.compute(RowType.of(table), view, computation);
    }

    /** Computes Beam rows from each row. */
    public Rows<Row> compute(Columns columns, ComputationWith<A, V, Row> computation) {
      return perRow.compute(RowType.of(columns), view, computation);
    }
  }

  private static final class Compute<A, V, T> extends PTransform<Rows<A>, Rows<T>> {
    private final RowType<T> type;
    private final @Nullable PCollectionView<V> view;
    private final ComputationWith<A, V, T> computation;

    Compute(
        RowType<T> type, @Nullable PCollectionView<V> view, ComputationWith<A, V, T> computation) {
      this.type = type;
      this.view = view;
      this.computation = computation;
    }

    @Override
    public Rows<T> expand(Rows<A> rows) {
      List<PCollectionView<?>> views = view == null ? List.of() : List.of(view);
      PCollectionTuple computed =
          rows.blocks()
              .apply(
                  "Compute",
                  ParDo.of(new ComputeFn<>(rows.type(), rows.stored(), type, view, computation))
                      .withSideInputs(views)
                      .withOutputTags(ResultBlocks.BLOCKS, ResultBlocks.OTHERS));
      return ResultBlocks.rows(computed, type, rows.buckets(), List.of(rows));
    }
  }

  private static final class ComputeFn<A, V, T> extends DoFn<Block, Block> {
    private final RowType<A> inputType;
    private final Columns stored;
    private final RowType<T> type;
    private final @Nullable PCollectionView<V> view;
    private final ComputationWith<A, V, T> computation;

    ComputeFn(
        RowType<A> inputType,
        Columns stored,
        RowType<T> type,
        @Nullable PCollectionView<V> view,
        ComputationWith<A, V, T> computation) {
      this.inputType = inputType;
      this.stored = stored;
      this.type = type;
      this.view = view;
      this.computation = computation;
    }

    @ProcessElement
    public void compute(@Element Block block, ProcessContext context, MultiOutputReceiver out) {
      V value = view == null ? null : context.sideInput(view);
      ResultBlocks<T> results = new ResultBlocks<>(type, out);
      new BlockDecoder<>(inputType, stored)
          .forEach(block, row -> computation.compute(row, value, results));
      results.flush();
    }
  }
}
