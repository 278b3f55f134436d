package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Sum;
import java.time.LocalDateTime;
import java.util.BitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Sales of one channel by the hours of a week, and those without a time. */
final class HourBooks {
  private static final int HOURS_A_DAY = 24;

  private final BitSet hours = new BitSet();
  private final Sum attributed = new Sum();
  private final Sum withoutTime = new Sum();

  void add(@Nullable String time, long cents) {
    if (time == null) {
      withoutTime.add(cents);
    } else {
      LocalDateTime at = LocalDateTime.parse(time.replace(' ', 'T'));
      hours.set(at.getDayOfWeek().getValue() * HOURS_A_DAY + at.getHour());
      attributed.add(cents);
    }
  }

  /** How many hours of a week have a sale. */
  int hours() {
    return hours.cardinality();
  }

  Sum attributed() {
    return attributed;
  }

  Sum withoutTime() {
    return withoutTime;
  }
}
