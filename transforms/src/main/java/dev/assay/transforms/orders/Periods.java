package dev.assay.transforms.orders;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The periods of one thing in which it stayed as it was, from the snapshots that show it. */
final class Periods {
  /** What is known first is taken to have been so before anybody looked. */
  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  private Periods() {}

  /**
   * A period in which what is known stayed the same.
   *
   * @param from its first day
   * @param to the first day after it; null if it has not ended
   * @param last the row of the last snapshot in it that shows the thing
   */
  record Period(LocalDate from, @Nullable LocalDate to, Row last) {}

  /**
   * The periods, one after the other, without gaps. A snapshot that lacks the thing changes nothing
   * and so does one that shows it as it was: it may be gone for a while and come back.
   *
   * @param snapshots rows of the thing by the day of their snapshot, one at least
   * @param known what starts a new period when it changes; compared by {@code equals}
   */
  static List<Period> of(SortedMap<LocalDate, Row> snapshots, Function<Row, ?> known) {
    List<Period> periods = new ArrayList<>();
    for (Map.Entry<LocalDate, Row> snapshot : snapshots.entrySet()) {
      Row row = snapshot.getValue();
      if (periods.isEmpty()) {
        periods.add(new Period(BEGINNING, null, row));
        continue;
      }
      Period current = periods.remove(periods.size() - 1);
      if (known.apply(current.last).equals(known.apply(row))) {
        periods.add(new Period(current.from, null, row));
      } else {
        periods.add(new Period(current.from, snapshot.getKey(), current.last));
        periods.add(new Period(snapshot.getKey(), null, row));
      }
    }
    return periods;
  }
}
