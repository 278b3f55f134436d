package dev.assay.transforms.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;

import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** What rows show of themselves, as lines that are easily compared. */
final class Shown {
  private Shown() {}

  /** Expects rows that show these lines, in any order. */
  static <T> void by(Rows<T> rows, SerializableFunction<T, String> show, String... expected) {
    List<String> lines = List.of(expected);
    PAssert.that(rows.unpack("Unpack" + rows.blocks().getName().hashCode()))
        .satisfies(
            all -> {
              List<String> found = new ArrayList<>();
              all.forEach(row -> found.add(show.apply(row)));
              assertThat(found, containsInAnyOrder(lines.toArray(String[]::new)));
              return null;
            });
  }

  /** Days as 2024-01-31, amounts without zeros at their end, with blanks between. */
  static String line(@Nullable Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(
          value instanceof Instant instant
              ? instant.toString().replace("T00:00:00.000Z", "")
              : value instanceof BigDecimal amount
                  ? amount.stripTrailingZeros().toPlainString()
                  : String.valueOf(value));
    }
    return String.join(" ", texts);
  }
}
