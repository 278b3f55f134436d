package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.PartialSum;
import dev.assay.schemas.TableDefinition;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.checkerframework.checker.nullness.qual.Nullable;

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
 * <p>What comes out has one row a key for each bundle of the input, or for each 50,000 keys of it,
 * and not one a key in all. So a key of a thousand million rows, be it a whole category or the
 * customer behind every sale without a name, makes a group of a few thousand rows at most, and a
 * group of a few rows where keys are few. Nothing is shuffled. What is unattributed is carried on
 * from the input.
 *
 * @param <A> class of a row of the input
 */
public final class AddUp<A> {
  /** So many sums are held at most: some ten megabytes a thread. */
  private static final int KEYS = 50_000;

  private final String step;
  private final Rows<A> rows;
  private final @Nullable Where where;

  private AddUp(String step, Rows<A> rows, @Nullable Where where) {
    this.step = step;
    this.rows = rows;
    this.where = where;
  }

  /** Added up by a step of that name: it must be the only one where it is applied. */
  public static <A> AddUp<A> of(String step, Rows<A> rows) {
    return new AddUp<>(step, rows, null);
  }

  /**
   * Only of rows whose column holds that number. The others are not decoded.
   *
   * @param column a whole number
   */
  public AddUp<A> where(String column, long number) {
    return new AddUp<>(step, rows, new Where(column, number));
  }

  /** Computes sums from each row, and adds up those with one key. */
  public <T extends PartialSum<T>> Rows<T> compute(
      TableDefinition<T> sums, PerRow.Computation<A, T> computation) {
    return compute(RowType.of(sums), List.of(), context -> computation);
  }

  /** Shows each computation a value as well: a side input, such as a {@link Lookup}. */
  public <V> WithValue<A, V> with(PCollectionView<V> view) {
    return new WithValue<>(this, view);
  }

  private <T extends PartialSum<T>> Rows<T> compute(
      RowType<T> type, List<PCollectionView<?>> views, PerRow.PerBlock<A, T> computation) {
    return rows.apply(step, new Compute<>(type, where, views, computation));
  }

  /**
   * A computation that sees a value beside each row.
   *
   * @param <A> class of a row of the input
   * @param <V> class of the value
   */
  public static final class WithValue<A, V> {
    private final AddUp<A> addUp;
    private final PCollectionView<V> view;

    private WithValue(AddUp<A> addUp, PCollectionView<V> view) {
      this.addUp = addUp;
      this.view = view;
    }

    /** Computes sums from each row, and adds up those with one key. */
    public <T extends PartialSum<T>> Rows<T> compute(
        TableDefinition<T> sums, PerRow.ComputationWith<A, V, T> computation) {
      PCollectionView<V> shared = view;
      return addUp.compute(
          RowType.of(sums),
          List.of(shared),
          context -> {
            V value = context.sideInput(shared);
            return (row, results) -> computation.compute(row, value, results);
          });
    }
  }

  /** Which rows to take, as they are stored. */
  private record Where(String column, long number) implements Serializable {
    Predicate<RowCursor> of(Columns stored) {
      int index = stored.indexOf(column);
      return row -> !row.isNull(index) && row.longAt(index) == number;
    }
  }

  private static final class Compute<A, T extends PartialSum<T>>
      extends PTransform<Rows<A>, Rows<T>> {
    private final RowType<T> type;
    private final @Nullable Where where;
    private final List<PCollectionView<?>> views;
    private final PerRow.PerBlock<A, T> computation;

    Compute(
        RowType<T> type,
        @Nullable Where where,
        List<PCollectionView<?>> views,
        PerRow.PerBlock<A, T> computation) {
      this.type = type;
      this.where = where;
      this.views = views;
      this.computation = computation;
    }

    @Override
    public Rows<T> expand(Rows<A> rows) {
      PCollectionTuple computed =
          rows.blocks()
              .apply(
                  "Compute",
                  ParDo.of(new ComputeFn<>(rows.type(), rows.stored(), type, where, computation))
                      .withSideInputs(views)
                      .withOutputTags(ResultBlocks.BLOCKS, ResultBlocks.OTHERS));
      return ResultBlocks.rows(computed, type, rows.buckets(), List.of(rows));
    }
  }

  private static final class ComputeFn<A, T extends PartialSum<T>> extends DoFn<Block, Block> {
    private final RowType<A> inputType;
    private final Columns stored;
    private final RowType<T> type;
    private final @Nullable Where where;
    private final PerRow.PerBlock<A, T> computation;
    private transient Map<BoundedWindow, Sums<T>> sums;

    ComputeFn(
        RowType<A> inputType,
        Columns stored,
        RowType<T> type,
        @Nullable Where where,
        PerRow.PerBlock<A, T> computation) {
      this.inputType = inputType;
      this.stored = stored;
      this.type = type;
      this.where = where;
      this.computation = computation;
    }

    @StartBundle
    public void start() {
      sums = new HashMap<>();
    }

    @ProcessElement
    public void compute(
        @Element Block block,
        BoundedWindow window,
        ProcessContext context,
        MultiOutputReceiver out) {
      PerRow.Computation<A, T> perRow = computation.with(context);
      Sums<T> ofWindow = sums.computeIfAbsent(window, w -> new Sums<>());
      Predicate<RowCursor> wanted = where == null ? row -> true : where.of(stored);
      List<String> lookedAt = where == null ? List.of() : List.of(where.column());
      new BlockDecoder<>(inputType, stored, lookedAt)
          .forEach(block, wanted, row -> perRow.compute(row, ofWindow));
      if (ofWindow.isFull()) {
        ofWindow.drain(ResultBlocks.to(out, type));
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      sums.forEach((window, ofWindow) -> ofWindow.drain(ResultBlocks.to(context, window, type)));
      sums.clear();
    }
  }

  /** The sums of rows so far, by key, in the order in which the keys came. */
  private static final class Sums<T extends PartialSum<T>> implements Results<T> {
    private final Map<Object, T> byKey = new LinkedHashMap<>();
    private final UnattributedSums unattributed = new UnattributedSums();

    @Override
    public void output(T sum) {
      byKey.merge(sum.key(), sum, PartialSum::plus);
    }

    @Override
    public void unattributed(String column, String reason, long rows, BigDecimal amount) {
      unattributed.add(column, reason, rows, amount);
    }

    boolean isFull() {
      return byKey.size() >= KEYS;
    }

    /** Hands over all sums, and forgets them. */
    void drain(ResultBlocks<T> results) {
      byKey.values().forEach(results::output);
      byKey.clear();
      unattributed.drain(
          sum -> results.unattributed(sum.column(), sum.reason(), sum.rows(), sum.amount()));
      results.flush();
    }
  }
}
