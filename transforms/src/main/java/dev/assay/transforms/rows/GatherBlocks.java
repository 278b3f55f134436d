package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine;

/** Brings the blocks of a small table together, and finds their rows by a key. */
final class GatherBlocks<T> extends Combine.CombineFn<Block, List<Block>, Lookup<T>> {
  private final String key;
  private final RowType<T> type;
  private final Columns stored;

  GatherBlocks(String key, RowType<T> type, Columns stored) {
    this.key = key;
    this.type = type;
    this.stored = stored;
  }

  @Override
  public List<Block> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<Block> addInput(List<Block> gathered, Block block) {
    gathered.add(block);
    return gathered;
  }

  @Override
  public List<Block> mergeAccumulators(Iterable<List<Block>> parts) {
    List<Block> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }

  @Override
  public Lookup<T> extractOutput(List<Block> gathered) {
    return lookup(gathered);
  }

  private Lookup<T> lookup(List<Block> blocks) {
    return new Lookup<>(key, type, stored, List.copyOf(blocks));
  }

  @Override
  public Coder<List<Block>> getAccumulatorCoder(CoderRegistry registry, Coder<Block> input) {
    return ListCoder.of(Block.coder());
  }

  @Override
  public Coder<Lookup<T>> getDefaultOutputCoder(CoderRegistry registry, Coder<Block> input) {
    return new LookupCoder<>(this);
  }

  /** Its blocks; what finds rows in them is made anew. */
  private static final class LookupCoder<T> extends CustomCoder<Lookup<T>> {
    private static final long serialVersionUID = 1;

    private static final Coder<List<Block>> BLOCKS = ListCoder.of(Block.coder());

    private final GatherBlocks<T> gather;

    LookupCoder(GatherBlocks<T> gather) {
      this.gather = gather;
    }

    @Override
    public void encode(Lookup<T> lookup, OutputStream out) throws IOException {
      BLOCKS.encode(lookup.blocks(), out);
    }

    @Override
    public Lookup<T> decode(InputStream in) throws IOException {
      return gather.lookup(BLOCKS.decode(in));
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      throw new NonDeterministicException(this, "blocks are gathered in any order");
    }
  }
}
