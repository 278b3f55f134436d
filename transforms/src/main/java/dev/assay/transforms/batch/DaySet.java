package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.Rows;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.SetCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Days, in days since 1970, gathered from many places into one set a window. */
final class DaySet extends PTransform<PCollection<Set<Long>>, PCollection<Set<Long>>> {

  static SetCoder<Long> coder() {
    return SetCoder.of(VarLongCoder.of());
  }

  /** The days in the first column of some rows. */
  static <T> PCollection<Set<Long>> of(String step, Rows<T> rows) {
    return rows.blocks()
        .apply(step, ParDo.of(new DaysFn(rows.columns())))
        .setCoder(coder())
        .apply("All of " + step, new DaySet());
  }

  @Override
  public PCollection<Set<Long>> expand(PCollection<Set<Long>> parts) {
    return parts
        .apply("Union", Combine.globally(new UnionFn()).withoutDefaults())
        .setCoder(coder());
  }

  private static final class UnionFn extends Combine.CombineFn<Set<Long>, Set<Long>, Set<Long>> {
    @Override
    public Set<Long> createAccumulator() {
      return new TreeSet<>();
    }

    @Override
    public Set<Long> addInput(Set<Long> all, Set<Long> more) {
      all.addAll(more);
      return all;
    }

    @Override
    public Set<Long> mergeAccumulators(Iterable<Set<Long>> parts) {
      Set<Long> all = new TreeSet<>();
      parts.forEach(all::addAll);
      return all;
    }

    @Override
    public Set<Long> extractOutput(Set<Long> all) {
      return all;
    }
  }

  private static final class DaysFn extends DoFn<Block, Set<Long>> {
    private final Columns columns;

    DaysFn(Columns columns) {
      this.columns = columns;
    }

    @ProcessElement
    public void list(@Element Block block, OutputReceiver<Set<Long>> out) {
      Set<Long> days = new TreeSet<>();
      RowCursor row = new RowCursor(columns).over(block);
      while (row.next()) {
        days.add(DayLayout.day(row, 0));
      }
      out.output(days);
    }
  }
}
