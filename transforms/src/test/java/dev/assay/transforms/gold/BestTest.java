package dev.assay.transforms.gold;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;

class BestTest {

  @Property
  void areTheFirstOfAllAndTheOthersAreTold(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll @UniqueElements List<Integer> rows) {
    List<Integer> others = new ArrayList<>();
    List<Integer> best = Best.of(count, Comparator.reverseOrder(), rows, others::add);

    List<Integer> sorted = rows.stream().sorted(Comparator.reverseOrder()).toList();
    int kept = Math.min(count, rows.size());
    assertThat(best, is(sorted.subList(0, kept)));
    others.sort(Comparator.reverseOrder());
    assertThat(others, is(sorted.subList(kept, sorted.size())));
  }
}
