package dev.assay.transforms.rows;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;

/** Packs plain elements into blocks, as many of a bundle together as fit. */
final class PackRows<T> extends PTransform<PCollection<T>, PCollection<Block>> {
  /** How many buckets to group rows into whose number nobody knows. */
  static final int BUCKETS = 8;

  private final RowType<T> type;

  PackRows(RowType<T> type) {
    this.type = type;
  }

  @Override
  public PCollection<Block> expand(PCollection<T> rows) {
    return rows.apply("Pack", ParDo.of(new PackFn<>(type))).setCoder(Block.coder());
  }

  private static final class PackFn<T> extends DoFn<T, Block> {
    private final RowType<T> type;
    private transient Map<BoundedWindow, BlockBuilder> builders;

    PackFn(RowType<T> type) {
      this.type = type;
    }

    @StartBundle
    public void start() {
      builders = new HashMap<>();
    }

    @ProcessElement
    public void pack(@Element T row, BoundedWindow window, OutputReceiver<Block> out) {
      BlockBuilder builder = builders.computeIfAbsent(window, w -> new BlockBuilder());
      RowEncoder encoder = new RowEncoder();
      type.encode(row, 0, encoder);
      builder.append(encoder);
      if (builder.isFull()) {
        out.output(builder.build(""));
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      builders.forEach(
          (window, builder) -> {
            if (!builder.isEmpty()) {
              context.output(builder.build(""), window.maxTimestamp(), window);
            }
          });
    }
  }
}
