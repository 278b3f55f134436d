package dev.assay.transforms.rows;

import java.util.function.BiConsumer;

/** Gathers rows into one block builder a bucket. */
public final class BucketBlocks {
  private final BlockBuilder[] builders;
  private final int input;
  private final BiConsumer<Integer, Block> output;

  /** For rows of one input of a grouping; full blocks go to {@code output} with their bucket. */
  public BucketBlocks(int buckets, int input, BiConsumer<Integer, Block> output) {
    this.builders = new BlockBuilder[buckets];
    this.input = input;
    this.output = output;
  }

  /** Adds the row that was encoded last. */
  public void add(int bucket, RowEncoder row, String file) {
    BlockBuilder builder = builders[bucket];
    if (builder == null) {
      builder = new BlockBuilder();
      builders[bucket] = builder;
    }
    builder.append(row);
    if (builder.isFull()) {
      output.accept(bucket, builder.build(input, file));
    }
  }

  /** Puts out the blocks that are not full. */
  public void flush(String file) {
    for (int bucket = 0; bucket < builders.length; bucket++) {
      if (builders[bucket] != null && !builders[bucket].isEmpty()) {
        output.accept(bucket, builders[bucket].build(input, file));
      }
    }
  }
}
