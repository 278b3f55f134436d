package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class BucketTest {
  /** Keys that differ at their ends, in their length, behind eight bytes, or are neighbours. */
  @Provide
  Arbitrary<List<Object>> texts() {
    Arbitrary<String> tails = Arbitraries.strings().withChars('\0', 'a', 'b', 'é').ofMaxLength(12);
    return Arbitraries.of("", "customer-", "customer-00000000")
        .flatMap(common -> tails.map(tail -> (Object) (common + tail)).injectNull(0.1).list())
        .map(keys -> keys);
  }

  @Provide
  Arbitrary<List<Object>> wholeNumbers() {
    Arbitrary<Long> near = Arbitraries.longs().between(-5, 5);
    Arbitrary<Long> ends =
        Arbitraries.of(
            Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE, 1L << 53);
    return Arbitraries.oneOf(near, ends, Arbitraries.longs())
        .map(n -> (Object) n)
        .injectNull(0.1)
        .list();
  }

  @Provide
  Arbitrary<List<Object>> wideDecimals() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-2"), new BigDecimal("2"))
        .ofScale(1)
        .map(d -> (Object) d)
        .injectNull(0.1)
        .list();
  }

  @Property(tries = 300)
  void textsStandTogetherInOrder(@ForAll("texts") List<Object> keys, @ForAll Random random) {
    check(Type.STRING, keys, random);
  }

  @Property(tries = 300)
  void wholeNumbersStandTogetherInOrder(
      @ForAll("wholeNumbers") List<Object> keys, @ForAll Random random) {
    check(Type.INTEGER, keys, random);
  }

  @Property(tries = 100)
  void wideDecimalsStandTogetherInOrder(
      @ForAll("wideDecimals") List<Object> keys, @ForAll Random random) {
    check(Type.decimal(38, 9), keys, random);
  }

  /** Every key makes one group, groups ascend, and no order of arrival changes anything. */
  private static void check(Type type, List<Object> keys, Random random) {
    Columns columns = columns("key", type, "value", Type.INTEGER);
    List<Block> blocks = blocks(columns, keys, random);
    Bucket bucket = Bucket.of(columns.select(List.of("key")), blocks);
    List<List<String>> groups = groups(columns, bucket);

    List<String> ends = groups.stream().map(group -> key(group.get(0))).toList();
    assertThat(new HashSet<>(ends).size(), is(groups.size()));
    assertThat(new HashSet<>(ends).size(), is((int) distinct(type, keys)));
    groups.forEach(
        group -> assertThat(group.stream().map(BucketTest::key).distinct().count(), is(1L)));
    assertAscending(columns, bucket);

    Collections.shuffle(blocks, random);
    Bucket shuffled = Bucket.of(columns.select(List.of("key")), blocks);
    assertThat(groups(columns, shuffled), equalTo(groups));
  }

  private static long distinct(Type type, List<Object> keys) {
    return keys.stream()
        .map(key -> key instanceof BigDecimal d ? d.setScale(type.scale()) : key)
        .distinct()
        .count();
  }

  private static void assertAscending(Columns columns, Bucket bucket) {
    RowCursor left = new RowCursor(columns);
    RowCursor right = new RowCursor(columns);
    for (int i = 1; i < bucket.size(); i++) {
      bucket.show(i - 1, left);
      bucket.show(i, right);
      assertThat(RowOrder.by(columns, 0).compare(left, right) <= 0, is(true));
    }
  }

  /** The keys with numbers, in blocks of up to four rows of two inputs and two files. */
  private static List<Block> blocks(Columns columns, List<Object> keys, Random random) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += 4) {
      List<Object> some = keys.subList(from, Math.min(from + 4, keys.size()));
      blocks.add(
          block(
              columns,
              random.nextInt(2),
              random.nextBoolean() ? "a.csv" : "b.csv",
              some.stream().map(key -> row(columns, key, (long) random.nextInt(3))).toList()));
    }
    return blocks;
  }

  private static List<List<String>> groups(Columns columns, Bucket bucket) {
    RowCursor cursor = new RowCursor(columns);
    List<List<String>> groups = new ArrayList<>();
    for (int from = 0, to; from < bucket.size(); from = to) {
      to = bucket.endOfKey(from);
      List<String> group = new ArrayList<>();
      for (int i = from; i < to; i++) {
        bucket.show(i, cursor);
        group.add(
            cursor.valueAt(0)
                + "|"
                + bucket.input(i)
                + "|"
                + cursor.valueAt(1)
                + "|"
                + bucket.file(i)
                + ":"
                + cursor.line());
      }
      groups.add(group);
    }
    return groups;
  }

  /** The key of a row as {@link #groups} writes it. */
  private static String key(String row) {
    return row.substring(
        0, row.length() - row.replaceFirst("^.*(\\|\\d\\|\\d\\|[^|]*)$", "$1").length());
  }

  @Test
  void sortsKeysOfWhichOnlyTheLastBeginsOtherwise() {
    Columns key = columns("key", Type.STRING);
    List<Row> rows = new ArrayList<>();
    for (int i = 3_000; i > 0; i--) {
      rows.add(row(key, String.format("customer-%08d", i)));
    }
    rows.add(row(key, "custody"));
    rows.add(row(key, "aunt"));
    Bucket bucket = Bucket.of(key, List.of(block(key, 0, "", rows)));
    assertAscending(key, bucket);
    RowCursor cursor = new RowCursor(key);
    bucket.show(0, cursor);
    assertThat(cursor.stringAt(0), is("aunt"));
    bucket.show(3_001, cursor);
    assertThat(cursor.stringAt(0), is("customer-00003000"));
  }

  @Test
  void nullIsAnotherKeyThanTheEmptyText() {
    Columns key = columns("key", Type.STRING);
    Bucket bucket =
        Bucket.of(
            key,
            List.of(
                block(key, 0, "", List.of(row(key, ""), row(key, (Object) null), row(key, "")))));
    assertThat(bucket.endOfKey(0), is(1));
    assertThat(bucket.endOfKey(1), is(3));
  }

  @Test
  void rowsOfOneKeyAreOrderedByInputThenContentThenFileAndLine() {
    Columns columns = columns("key", Type.STRING, "value", Type.STRING);
    Block second = block(columns, 1, "", List.of(row(columns, "k", "a")));
    Block b = block(columns, 0, "b", List.of(row(columns, "k", "x"), row(columns, "k", "a")));
    Block a = block(columns, 0, "a", List.of(row(columns, "k", "x"), row(columns, "k", "x")));
    List<List<String>> groups =
        groups(
            TestRows.columns("key", Type.STRING, "value", Type.STRING),
            Bucket.of(columns.select(List.of("key")), List.of(second, b, a)));
    assertThat(
        groups,
        equalTo(List.of(List.of("k|0|a|b:2", "k|0|x|a:1", "k|0|x|a:2", "k|0|x|b:1", "k|1|a|:1"))));
  }

  @Test
  void aKeyGoesToOneBucketWhateverStandsBehindIt() {
    Columns columns = columns("a", Type.STRING, "b", Type.INTEGER, "rest", Type.STRING);
    List<Integer> buckets = new ArrayList<>();
    LongStream.range(0, 1000)
        .forEach(
            i -> {
              RowCursor one = TestRows.encoded(columns, row(columns, "k" + i, i, "x"));
              RowCursor other = TestRows.encoded(columns, row(columns, "k" + i, i, null));
              int bucket = new BucketHash(7).bucketOf(one, 2);
              assertThat(new BucketHash(7).bucketOf(other, 2), is(bucket));
              buckets.add(bucket);
            });
    int[] sizes = new int[7];
    buckets.forEach(bucket -> sizes[bucket]++);
    assertThat(buckets, everyItem(is(in(List.of(0, 1, 2, 3, 4, 5, 6)))));
    assertThat(Arrays.toString(sizes), Arrays.stream(sizes).min().getAsInt() > 100, is(true));
  }
}
