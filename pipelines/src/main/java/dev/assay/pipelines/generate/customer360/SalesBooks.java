package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Sum;
import java.util.HashSet;
import java.util.Set;

/** Sales of what a master file lists, and those of what it does not. */
final class SalesBooks {
  private final Set<Integer> sold = new HashSet<>();
  private final Set<String> labels = new HashSet<>();
  private final Sum attributed = new Sum();
  private final Sum unattributed = new Sum();

  void add(MasterFile masters, int id, long cents) {
    if (masters.isSilver(id)) {
      sold.add(id);
      labels.add(masters.label(id));
      attributed.add(cents);
    } else {
      unattributed.add(cents);
    }
  }

  /** How many things were sold. */
  int sold() {
    return sold.size();
  }

  /** How many labels they have among them. */
  int labels() {
    return labels.size();
  }

  Sum attributed() {
    return attributed;
  }

  Sum unattributed() {
    return unattributed;
  }
}
