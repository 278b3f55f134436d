package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.EVERY_TYPE;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.encoded;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class RowOrderTest {
  static final Comparator<Object> BY_VALUE = Comparator.nullsFirst(RowOrderTest::compareValues);

  @Provide
  Arbitrary<Row> rows() {
    return TestRows.rows();
  }

  @Property(tries = 500)
  void comparesAsTheValuesCompare(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    RowCursor left = encoded(EVERY_TYPE, a);
    RowCursor right = encoded(EVERY_TYPE, b);
    for (int i = 0; i < EVERY_TYPE.size(); i++) {
      int order = RowOrder.by(EVERY_TYPE, i).compare(left, right);
      assertThat(
          EVERY_TYPE.get(i).name(),
          Integer.signum(order),
          is(Integer.signum(BY_VALUE.compare(a.getValue(i), b.getValue(i)))));
    }
  }

  @Test
  void laterFieldsDecideWhereEarlierAreEqual() {
    Columns columns = columns("a", Type.STRING, "b", Type.INTEGER);
    RowCursor low = encoded(columns, row(columns, "z", -2L));
    RowCursor high = encoded(columns, row(columns, "a", 1L));
    RowCursor higher = encoded(columns, row(columns, "b", 1L));
    RowOrder order = RowOrder.by(columns, 1, 0);
    assertThat(order.compare(low, high), is(lessThan(0)));
    assertThat(order.compare(high, higher), is(lessThan(0)));
    assertThat(order.compare(high, high), is(0));
  }

  @SuppressWarnings("unchecked") // both are of one class
  private static int compareValues(Object a, Object b) {
    if (a instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparable<Object>) a).compareTo(b);
  }
}
