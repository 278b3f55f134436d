package dev.assay.transforms.rows;

import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Encodes the results of a computation into blocks and adds up what is unattributed. */
final class ResultBlocks<T> implements Results<T> {
  static final TupleTag<Block> BLOCKS = new TupleTag<>("blocks");
  static final TupleTag<Unattributed> UNATTRIBUTED = new TupleTag<>("unattributed");
  static final TupleTagList OTHERS = TupleTagList.of(UNATTRIBUTED);

  private final RowType<T> type;
  private final Outlet out;
  private final BlockBuilder builder = new BlockBuilder();
  private final RowEncoder encoder = new RowEncoder();
  private final UnattributedSums unattributed = new UnattributedSums();

  /** Where the two outputs go. */
  interface Outlet {
    <X> void output(TupleTag<X> tag, X element);
  }

  private ResultBlocks(RowType<T> type, Outlet out) {
    this.type = type;
    this.out = out;
  }

  /** Of an element that is at hand. */
  static <T> ResultBlocks<T> to(DoFn.MultiOutputReceiver out, RowType<T> type) {
    return new ResultBlocks<>(
        type,
        new Outlet() {
          @Override
          public <X> void output(TupleTag<X> tag, X element) {
            out.get(tag).output(element);
          }
        });
  }

  /** Of all elements of a bundle that are of one window, at the end of the bundle. */
  static <T> ResultBlocks<T> to(
      DoFn<?, Block>.FinishBundleContext context, BoundedWindow window, RowType<T> type) {
    return new ResultBlocks<>(
        type,
        new Outlet() {
          @Override
          public <X> void output(TupleTag<X> tag, X element) {
            context.output(tag, element, window.maxTimestamp(), window);
          }
        });
  }

  @Override
  public void output(T row) {
    type.encode(row, 0, encoder);
    builder.append(encoder);
    if (builder.isFull()) {
      out.output(BLOCKS, builder.build(""));
    }
  }

  @Override
  public void unattributed(String column, String reason, long rows, BigDecimal amount) {
    unattributed.add(column, reason, rows, amount);
  }

  /** Puts out what has been gathered. */
  void flush() {
    if (!builder.isEmpty()) {
      out.output(BLOCKS, builder.build(""));
    }
    unattributed.drain(sum -> out.output(UNATTRIBUTED, sum));
  }

  /** The results of a step with both outputs; what its inputs could not attribute it lacks too. */
  static <T> Rows<T> rows(
      PCollectionTuple computed, RowType<T> type, int buckets, List<? extends Rows<?>> inputs) {
    PCollection<Unattributed> here = computed.get(UNATTRIBUTED).setCoder(Unattributed.coder());
    PCollectionList<Unattributed> all = PCollectionList.of(here);
    for (Rows<?> input : inputs) {
      if (input.hasUnattributed()) {
        all = all.and(input.unattributed());
      }
    }
    return Rows.ofBlocks(computed.get(BLOCKS).setCoder(Block.coder()), type, buckets)
        .withUnattributed(
            all.size() == 1 ? here : all.apply("Unattributed", Flatten.pCollections()));
  }
}
