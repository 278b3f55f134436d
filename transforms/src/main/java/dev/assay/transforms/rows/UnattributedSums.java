package dev.assay.transforms.rows;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Adds up what is unattributed, by column and reason. */
final class UnattributedSums {
  private final Map<List<String>, Unattributed> sums = new LinkedHashMap<>();

  void add(String column, String reason, long rows, BigDecimal amount) {
    sums.merge(
        List.of(column, reason),
        new Unattributed(column, reason, rows, amount),
        (a, b) ->
            new Unattributed(column, reason, a.rows() + b.rows(), a.amount().add(b.amount())));
  }

  /** Hands over all sums, and forgets them. */
  void drain(Consumer<Unattributed> reader) {
    sums.values().forEach(reader);
    sums.clear();
  }
}
