package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutRangesTest {
  private static final Columns SPENDS = columns("spend", Type.INTEGER, "customer", Type.INTEGER);
  private static final List<Order> ORDER =
      List.of(Order.descending("spend"), Order.ascending("customer"));

  /** 100,000 customers, in ten blocks; that many percent of them spent nothing. */
  private static List<Block> spends(int percentZero) {
    Random random = new Random(1);
    List<Block> blocks = new ArrayList<>();
    for (int b = 0; b < 10; b++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        long spend = random.nextInt(100) < percentZero ? 0 : random.nextInt(1_000_000);
        rows.add(row(SPENDS, spend, (long) b * 10_000 + i));
      }
      blocks.add(block(SPENDS, 0, "", rows));
    }
    return blocks;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 100})
  void spreadsRowsEvenlyHoweverManyHaveOneValue(int percentZero) {
    List<Block> blocks = spends(percentZero);
    long bytes = blocks.stream().mapToLong(block -> block.bytes().length).sum();
    CutRanges cut = cut(bytes / 40);

    Ranges ranges = cut.extractOutput(sample(cut, blocks));

    int[] rows = new int[ranges.size()];
    OrderKey key = OrderKey.of(SPENDS, SPENDS, ORDER);
    for (Block block : blocks) {
      RowCursor row = new RowCursor(SPENDS).over(block);
      while (row.next()) {
        rows[ranges.of(key.encode(row, ""))]++;
      }
    }
    assertThat(rows.length, is(41));
    for (int count : rows) {
      assertThat(count, allOf(greaterThan(100_000 / 41 / 2), lessThan(2 * 100_000 / 41)));
    }
  }

  @Test
  void drawsTheSameKeysHoweverRowsArriveAndSamplesAreMerged() throws CoderException {
    List<Block> blocks = spends(90);
    CutRanges cut = cut(1);
    List<byte[]> keys = sample(cut, blocks).keys();
    assertThat(keys.size(), is(4096));

    Collections.shuffle(blocks, new Random(2));
    KeySample encoded = CoderUtils.clone(KeySample.coder(), sample(cut, blocks.subList(0, 3)));
    KeySample merged =
        cut.mergeAccumulators(
            List.of(sample(cut, blocks.subList(3, 10)), encoded, cut.createAccumulator()));

    assertThat(text(merged.keys()), equalTo(text(keys)));
    assertThat(merged.size(), is(sample(cut, blocks).size()));
  }

  @Test
  void aSmallTableIsOneRange() {
    CutRanges cut = cut(8 << 20);
    assertThat(cut.extractOutput(sample(cut, spends(0).subList(0, 1))).size(), is(1));
    assertThat(cut.extractOutput(cut.createAccumulator()).size(), is(1));
  }

  private static CutRanges cut(long rangeBytes) {
    return CutRanges.ofBytes(rangeBytes, new Ordering(SPENDS, SPENDS, ORDER), 8);
  }

  private static KeySample sample(CutRanges cut, List<Block> blocks) {
    KeySample sample = cut.createAccumulator();
    blocks.forEach(block -> cut.addInput(sample, block));
    return sample;
  }

  private static List<String> text(List<byte[]> keys) {
    return keys.stream().map(Arrays::toString).toList();
  }
}
