package dev.assay.transforms.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** What rows show of themselves, as lines that are easily compared. */
final class Shown {
  private static final Columns LINE =
      Columns.of(
          List.of(TestShop.required("key", Type.STRING), TestShop.required("line", Type.STRING)));
  private static final Group.Input<Row> LINES = Group.Input.rows("Lines");

  private Shown() {}

  /** Expects rows that show these lines, in any order. */
  static <T> void by(Rows<T> rows, SerializableFunction<T, String> show, String... expected) {
    List<String> lines = new ArrayList<>(List.of(expected));
    Collections.sort(lines);
    PAssert.that(rows.unpack("Unpack" + rows.blocks().getName().hashCode()))
        .satisfies(
            all -> {
              List<String> found = new ArrayList<>();
              all.forEach(row -> found.add(show.apply(row)));
              Collections.sort(found);
              assertThat(found, is(lines));
              return null;
            });
  }

  /**
   * Expects the same of many rows: some thousand single elements that an assertion gathers cost the
   * DirectRunner minutes.
   */
  static <T> void byMany(Rows<T> rows, SerializableFunction<T, String> show, String... expected) {
    Rows<Row> lines =
        PerRow.of("Show", rows)
            .compute(
                LINE, (row, shown) -> shown.output(TestShop.values(LINE, "all", show.apply(row))));
    Rows<Row> text = PerKey.of("key").with(LINES, lines).compute(LINE, Shown::join);
    PAssert.that(text.unpack("UnpackText"))
        .containsInAnyOrder(TestShop.values(LINE, "all", join(Arrays.asList(expected))));
  }

  private static void join(Group group, Results<Row> text) {
    List<String> lines = new ArrayList<>();
    group.rows(LINES).forEach(row -> lines.add(row.getString("line")));
    text.output(TestShop.values(LINE, "all", join(lines)));
  }

  private static String join(List<String> lines) {
    return lines.stream().sorted().collect(Collectors.joining("\n"));
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
