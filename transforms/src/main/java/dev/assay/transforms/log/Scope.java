package dev.assay.transforms.log;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much of a table: all of it, or its rows of some days.
 *
 * @param isWhole whether it is all of the table
 * @param days the days if it is not; ascending
 */
public record Scope(boolean isWhole, Set<LocalDate> days) implements Serializable {
  /** All of a table. */
  public static final Scope WHOLE = new Scope(true, Set.of());

  /** Nothing of a table. */
  public static final Scope NONE = new Scope(false, Set.of());

  public Scope {
    days = Collections.unmodifiableSet(new TreeSet<>(days));
  }

  /** The rows of those days. */
  public static Scope of(Collection<LocalDate> days) {
    return new Scope(false, new TreeSet<>(days));
  }

  public boolean isEmpty() {
    return !isWhole && days.isEmpty();
  }

  /** Whether the rows of a file are within it. */
  public boolean covers(DataFile file) {
    return isWhole || file.day() != null && days.contains(file.day());
  }
}
