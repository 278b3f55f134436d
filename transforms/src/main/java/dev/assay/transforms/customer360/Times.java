package dev.assay.transforms.customer360;

import java.time.Instant;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Times of silver rows. */
final class Times {
  private Times() {}

  static @Nullable Instant at(Row row, String column) {
    return row.getLogicalTypeValue(column, Instant.class);
  }

  /** As gold rows hold it: to the millisecond. */
  static org.joda.time.@Nullable Instant toJoda(@Nullable Instant time) {
    return time == null ? null : org.joda.time.Instant.ofEpochMilli(time.toEpochMilli());
  }
}
