package dev.assay.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHashesTest {
  private static final Columns ROW =
      TestRows.columns("shop", Type.STRING, "number", Type.INTEGER, "text", Type.STRING);
  private static final Columns KEY = ROW.select(List.of("shop", "number"));
  private static final int OTHERS = 20_000;

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** Rows of the numbers from one to before another, each twice, with other texts. */
  private static List<KV<Integer, Block>> rows(int from, int to, String text) {
    List<KV<Integer, Block>> blocks = new ArrayList<>();
    BlockBuilder builder = new BlockBuilder();
    RowEncoder row = new RowEncoder();
    for (int number = from; number < to; number++) {
      for (int twice = 0; twice < 2; twice++) {
        row.begin(number + 1);
        row.putString("Boston");
        row.putLong(number);
        row.putString(text + twice);
        row.end();
        builder.append(row);
      }
      if (builder.isFull() || number == to - 1) {
        blocks.add(KV.of(number % 3, builder.build("a.csv")));
      }
    }
    return blocks;
  }

  private PCollection<KV<Integer, Block>> blocks(String step, List<KV<Integer, Block>> blocks) {
    return pipeline.apply(
        step, Create.of(blocks).withCoder(KvCoder.of(VarIntCoder.of(), Block.coder())));
  }

  /** How many of some rows may have the key of one of others. */
  private PCollection<Integer> found(
      List<KV<Integer, Block>> some, List<KV<Integer, Block>> others) {
    PCollectionView<KeyHashes> keys =
        blocks("Others", others).apply("Gather", KeyHashes.gather(KEY));
    return blocks("Some", some)
        .apply("Count", ParDo.of(new CountFn(keys)).withSideInputs(keys))
        .setCoder(VarIntCoder.of());
  }

  private static final class CountFn extends DoFn<KV<Integer, Block>, Integer> {
    private final PCollectionView<KeyHashes> keys;

    CountFn(PCollectionView<KeyHashes> keys) {
      this.keys = keys;
    }

    @ProcessElement
    public void count(ProcessContext context) {
      int found = 0;
      RowCursor row = new RowCursor(KEY).over(context.element().getValue());
      while (row.next()) {
        found += context.sideInput(keys).mayContain(row, KEY.size()) ? 1 : 0;
      }
      context.output(found);
    }
  }

  private static int sum(Iterable<Integer> counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 30_000})
  void findsEveryKeyThatIsThereAndHardlyAnyOther(int there) {
    List<KV<Integer, Block>> some = rows(0, there + OTHERS, "new");
    PAssert.that(found(some, rows(0, there, "old")))
        .satisfies(
            counts -> {
              int found = sum(counts);
              assertThat(
                  found, both(greaterThanOrEqualTo(2 * there)).and(lessThan(2 * there + 20)));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void takesAnyKeyForOneWhereNoneAreGathered() {
    PAssert.that(found(rows(0, 100, "new"), List.of())).containsInAnyOrder(200);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void takesAnyKeyForOneOfVeryMany() {
    List<KV<Integer, Block>> some = rows(5_000_000, 5_000_000 + OTHERS, "new");
    PAssert.that(found(some, rows(0, KeyHashes.MOST + 1, "old")))
        .satisfies(
            counts -> {
              assertThat(sum(counts), is(2 * OTHERS));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
