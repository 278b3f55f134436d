package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.EVERY_TYPE;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.encoded;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class OrderKeyTest {
  private static final Columns TWO = columns("a", Type.STRING, "b", Type.STRING);

  @Provide
  Arbitrary<Row> rows() {
    return TestRows.rows();
  }

  /** {@link RowOrder} compares values, and has a test of its own against plain Java. */
  @Property(tries = 500)
  void bytesCompareAsValuesDoAndTheOtherWayRoundIfDescending(
      @ForAll("rows") Row a, @ForAll("rows") Row b) {
    for (int i = 0; i < EVERY_TYPE.size(); i++) {
      String column = EVERY_TYPE.get(i).name();
      int byValue =
          Integer.signum(
              RowOrder.by(EVERY_TYPE, i).compare(encoded(EVERY_TYPE, a), encoded(EVERY_TYPE, b)));
      assertThat(column, compare(EVERY_TYPE, a, b, Order.ascending(column)), is(byValue));
      assertThat(column, compare(EVERY_TYPE, a, b, Order.descending(column)), is(-byValue));
    }
  }

  @Property(tries = 500)
  void laterColumnsDecideWhereEarlierAreEqual(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    int flag = compare(EVERY_TYPE, a, b, Order.descending("flag"));
    int text = compare(EVERY_TYPE, a, b, Order.ascending("text"));
    assertThat(
        compare(EVERY_TYPE, a, b, Order.descending("flag"), Order.ascending("text")),
        is(flag != 0 ? flag : text));
  }

  @Test
  void whereAFirstTextEndsTheSecondDoesNotBegin() {
    Order[] up = {Order.ascending("a"), Order.ascending("b")};
    Order[] down = {Order.descending("a"), Order.ascending("b")};
    Row left = row(TWO, "x", "yz");
    Row right = row(TWO, "xy", "a");
    assertThat(compare(TWO, left, right, up), is(-1));
    assertThat(compare(TWO, left, right, down), is(1));
    assertThat(compare(TWO, row(TWO, "x", null), row(TWO, "x\0", null), up), is(-1));
    assertThat(compare(TWO, row(TWO, "", "b"), row(TWO, null, "a"), up), is(1));
  }

  @Test
  void nullIsLessThanEveryValue() {
    Columns whole = columns("n", Type.INTEGER);
    Row none = row(whole, (Object) null);
    Row least = row(whole, Long.MIN_VALUE);
    assertThat(compare(whole, none, least, Order.ascending("n")), lessThan(0));
    assertThat(compare(whole, least, none, Order.descending("n")), lessThan(0));
  }

  @Test
  void saysWhichColumnThereIsNot() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> OrderKey.of(TWO, TWO, List.of(Order.ascending("c"))));
    assertThat(e.getMessage(), containsString("no column c among [a, b]"));
  }

  private static int compare(Columns columns, Row a, Row b, Order... order) {
    return Integer.signum(Arrays.compareUnsigned(key(columns, a, order), key(columns, b, order)));
  }

  private static byte[] key(Columns columns, Row row, Order... order) {
    return OrderKey.of(columns, columns, List.of(order)).encode(encoded(columns, row), "").copy();
  }
}
