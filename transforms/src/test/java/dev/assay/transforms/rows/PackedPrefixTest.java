package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class PackedPrefixTest {
  private static final Columns KEY =
      columns("day", Type.DATE, "number", Type.INTEGER, "text", Type.STRING);

  @Provide
  Arbitrary<List<Row>> keys() {
    Arbitrary<Object> days =
        Arbitraries.integers()
            .between(19_000, 19_040)
            .map(day -> (Object) LocalDate.ofEpochDay(day))
            .injectNull(0.1);
    Arbitrary<Object> numbers =
        Arbitraries.oneOf(
                Arbitraries.longs().between(0, 23),
                Arbitraries.longs(),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE))
            .map(number -> (Object) number)
            .injectNull(0.1);
    Arbitrary<Object> texts =
        Arbitraries.of("", "customer-", "customer-00000000")
            .flatMap(
                common ->
                    Arbitraries.strings()
                        .withChars('\0', 'a', 'b', 'é')
                        .ofMaxLength(12)
                        .map(tail -> (Object) (common + tail)))
            .injectNull(0.1);
    Arbitrary<Row> rows =
        Combinators.combine(days, numbers, texts).as((d, n, t) -> row(KEY, d, n, t));
    return rows.list().ofMinSize(1).ofMaxSize(30);
  }

  @Property(tries = 500)
  void sortsLikeTheKeyAndTellsKeysApartIfItSaysSo(@ForAll("keys") List<Row> keys) {
    check(KEY, keys);
  }

  /** Fewer fields, and narrower ones, so that whole keys fit. */
  @Property(tries = 300)
  void sortsLikeAKeyOfNumbers(@ForAll("keys") List<Row> keys) {
    Columns numbers = KEY.select(List.of("day", "number"));
    check(
        numbers,
        keys.stream()
            .map(key -> row(numbers, key.getValue("day"), key.getValue("number")))
            .toList());
  }

  @Test
  void holdsADayAndAShortTextWhole() {
    Columns key = columns("day", Type.DATE, "text", Type.STRING);
    LocalDate day = LocalDate.of(2024, 1, 1);
    List<Row> rows =
        List.of(
            row(key, day, "order-1"),
            row(key, day, "order-2"),
            row(key, day.plusDays(9), "order-"));

    assertThat(check(key, rows), is(true));
  }

  @Test
  void doesNotTakeATextForWholeThatIsLongerThanWhatIsLeft() {
    Columns key = columns("day", Type.DATE, "text", Type.STRING);
    LocalDate day = LocalDate.of(2024, 1, 1);
    List<Row> rows =
        List.of(
            row(key, day, "a1234567"), row(key, day, "b1234567"), row(key, day.plusDays(1), "c"));

    assertThat(check(key, rows), is(false));
  }

  /** Whether it says that it is the whole key, which is then so. */
  private static boolean check(Columns key, List<Row> keys) {
    Block block = block(key, 0, "", keys);
    RowCursor row = new RowCursor(key);
    PackedPrefix prefix = new PackedPrefix(key, row);
    for (row.over(block); row.next(); ) {
      prefix.look();
    }
    prefix.settle();
    List<Long> prefixes = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (row.over(block); row.next(); ) {
      prefixes.add(prefix.prefix());
      places.add(row.rowStart());
    }
    RowOrder order = RowOrder.by(key, key.names().stream().mapToInt(key::indexOf).toArray());
    RowCursor other = new RowCursor(key);
    for (int i = 0; i < prefixes.size(); i++) {
      for (int j = 0; j < prefixes.size(); j++) {
        row.moveTo(block.bytes(), places.get(i));
        other.moveTo(block.bytes(), places.get(j));
        int byPrefix = Long.compareUnsigned(prefixes.get(i), prefixes.get(j));
        int byKey = order.compare(row, other);
        if (byPrefix < 0) {
          assertThat(Arrays.asList(keys.get(i), keys.get(j)).toString(), byKey, lessThan(0));
        } else if (byPrefix == 0 && prefix.isWholeKey()) {
          assertThat(Arrays.asList(keys.get(i), keys.get(j)).toString(), byKey, is(0));
        }
      }
    }
    return prefix.isWholeKey();
  }
}
