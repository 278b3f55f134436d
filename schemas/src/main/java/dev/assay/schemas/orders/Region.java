package dev.assay.schemas.orders;

import java.util.Arrays;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where in the country a state lies. */
public enum Region {
  WEST("West", "CA", "OR", "WA"),
  EAST("East", "NY", "NJ", "PA"),
  SOUTH("South", "TX", "AZ", "NM"),
  OTHER("Other");

  private final String label;
  private final Set<String> states;

  Region(String label, String... states) {
    this.label = label;
    this.states = Set.of(states);
  }

  /** The region of a state, written as two capitals; {@code Other} for any other text or none. */
  public static Region of(@Nullable String state) {
    return Arrays.stream(values())
        .filter(region -> state != null && region.states.contains(state))
        .findFirst()
        .orElse(OTHER);
  }

  /** As tables write it. */
  @Override
  public String toString() {
    return label;
  }
}
