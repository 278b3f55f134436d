package dev.assay.transforms.rows;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
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
  private final DoFn.MultiOutputReceiver out;
  private final BlockBuilder builder = new BlockBuilder();
  private final RowEncoder encoder = new RowEncoder();
  private final Map<List<String>, Unattributed> unattributed = new LinkedHashMap<>();

  ResultBlocks(RowType<T> type, DoFn.MultiOutputReceiver out) {
    this.type = type;
    this.out = out;
  }

  @Override
  public void output(T row) {
    type.encode(row, 0, encoder);
    builder.append(encoder);
    if (builder.isFull()) {
      out.get(BLOCKS).output(builder.build(""));
    }
  }

  @Override
  public void unattributed(String column, String reason, long rows, BigDecimal amount) {
    unattributed.merge(
        List.of(column, reason),
        new Unattributed(column, reason, rows, amount),
        (a, b) ->
            new Unattributed(column, reason, a.rows() + b.rows(), a.amount().add(b.amount())));
  }

  /** Puts out what has been gathered. */
  void flush() {
    if (!builder.isEmpty()) {
      out.get(BLOCKS).output(builder.build(""));
    }
    unattributed.values().forEach(out.get(UNATTRIBUTED)::output);
    unattributed.clear();
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
