package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.WITH_LIST;
import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.encoded;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in encoded rows. */
class ListCodecTest {
  private static final Columns ITEM = columns("product", Type.STRING, "quantity", Type.INTEGER);
  private static final Columns ORDER =
      columns("id", Type.INTEGER, "items", Type.list(ITEM), "note", Type.STRING);

  @Provide
  Arbitrary<Row> rows() {
    return TestRows.rows(WITH_LIST);
  }

  @Property(tries = 300)
  void aBlockGivesBackTheRowsThatWentIn(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    Block block = block(WITH_LIST, 0, "f.json", List.of(a, b, a));
    RowType.Decoder<Row> decoder = RowType.of(WITH_LIST).decoder(WITH_LIST);
    RowCursor cursor = new RowCursor(WITH_LIST).over(block);
    List<Row> read = new ArrayList<>();
    while (cursor.next()) {
      decoder.cursor().moveTo(cursor.bytes(), cursor.rowStart());
      read.add(decoder.decode());
    }
    assertThat(read, equalTo(List.of(a, b, a)));
  }

  @Property(tries = 300)
  void equalRowsHaveEqualBytesAndOthersDoNot(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    byte[] bytes = block(WITH_LIST, 0, "", List.of(a)).bytes();
    Row copy = row(WITH_LIST, a.getValues().toArray());
    assertThat(block(WITH_LIST, 0, "", List.of(copy)).bytes(), equalTo(bytes));
    assertThat(Arrays.equals(block(WITH_LIST, 0, "", List.of(b)).bytes(), bytes), is(a.equals(b)));
  }

  @Property(tries = 200)
  void aListKeepsItsBytesWhereverAProjectionPutsIt(@ForAll("rows") Row a) {
    Columns turned = WITH_LIST.select(List.of("note", "items", "id"));
    RowEncoder moved = Projection.of(WITH_LIST, turned).project(encoded(WITH_LIST, a), "");
    Row expected = row(turned, a.getValue("note"), a.getValue("items"), a.getValue("id"));
    byte[] direct = block(turned, 0, "", List.of(expected)).bytes();
    // Lines differ: 1 of the row as it was read, and 1 of the block.
    assertThat(Arrays.copyOf(moved.bytes(), moved.length()), equalTo(direct));
  }

  /** Around where the length of a list takes one byte more. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 11, 12, 13, 1400, 1490, 1500, 200_000})
  void aListComesBackAtEveryLength(int elements) {
    List<Row> items = Collections.nCopies(elements, row(ITEM, "p", 7L));
    RowCursor cursor = encoded(ORDER, row(ORDER, 1L, items, "behind"));

    assertThat(cursor.stringAt(2), is("behind"));
    long sum = 0;
    long last = 0;
    RowCursor item = cursor.elements(1);
    while (item.next()) {
      sum += item.longAt(1);
      last = item.line();
    }
    assertThat(sum, is(7L * elements));
    assertThat("the number of the last element", last, is((long) elements));
  }

  @Test
  void tellsTheEmptyListFromNull() {
    RowCursor empty = encoded(ORDER, row(ORDER, 1L, List.of(), null));
    assertThat(empty.isNull(1), is(false));
    assertThat((Collection<?>) empty.valueAt(1), is(empty()));

    RowCursor none = encoded(ORDER, row(ORDER, 1L, null, null));
    assertThat(none.isNull(1), is(true));
    assertThat(none.valueAt(1), is(nullValue()));
  }

  @Test
  void givesElementsAsBeamRows() {
    List<Row> items = List.of(row(ITEM, "a", 1L), row(ITEM, null, null));
    RowCursor cursor = encoded(ORDER, row(ORDER, 1L, items, null));
    RowType.Decoder<Row> decoder = RowType.of(ORDER).decoder(ORDER);
    decoder.cursor().moveTo(cursor.bytes(), 0);

    Collection<Row> read = decoder.decode().getArray("items");

    assertThat(read, contains(items.get(0), items.get(1)));
    assertThat(read, hasSize(2));
  }

  @Test
  void refusesAnElementThatIsNull() {
    Row row = row(ORDER, 1L, Arrays.asList((Row) null), null);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> block(ORDER, 0, "", List.of(row)));
    assertThat(e.getMessage(), is("items has an element that is null"));
  }

  @Test
  void hasNoOrder() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> OrderKey.of(ORDER, ORDER, List.of(Order.ascending("items"))));
    assertThat(e.getMessage(), is("items is a list, which has no order"));
  }

  @Test
  void sortsRowsThatAListIsFirstOf() {
    Columns listFirst = columns("items", Type.list(ITEM), "id", Type.INTEGER);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      rows.add(row(listFirst, List.of(row(ITEM, "p" + i % 3, i % 2)), i % 4));
      rows.add(row(listFirst, null, i));
    }
    Block one = block(listFirst, 0, "", rows);
    Collections.reverse(rows);
    Bucket sorted = Bucket.of(listFirst, List.of(one));
    Bucket reversed = Bucket.of(listFirst, List.of(block(listFirst, 0, "", rows)));

    assertThat(values(listFirst, sorted), equalTo(values(listFirst, reversed)));
  }

  private static List<Object> values(Columns columns, Bucket bucket) {
    List<Object> values = new ArrayList<>();
    RowCursor cursor = new RowCursor(columns);
    for (int i = 0; i < bucket.size(); i++) {
      bucket.show(i, cursor);
      values.add(Arrays.asList(cursor.valueAt(0), cursor.valueAt(1)));
    }
    return values;
  }
}
