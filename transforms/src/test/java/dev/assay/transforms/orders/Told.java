package dev.assay.transforms.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.PAssert;

/** What a computation could not attribute, whatever the pieces it was told in. */
final class Told {
  private Told() {}

  /** Expects, under {@code column: reason}, these amounts and no others. */
  static void by(Rows<?> rows, Map<String, String> expected) {
    Map<String, String> amounts = new TreeMap<>(expected);
    PAssert.that(rows.unattributed())
        .satisfies(
            pieces -> {
              Map<String, BigDecimal> found = new TreeMap<>();
              for (Unattributed piece : pieces) {
                found.merge(
                    piece.column() + ": " + piece.reason(), piece.amount(), BigDecimal::add);
              }
              Map<String, String> plain = new TreeMap<>();
              found.forEach(
                  (what, amount) -> plain.put(what, amount.stripTrailingZeros().toPlainString()));
              assertThat(plain, is(amounts));
              return null;
            });
  }
}
