package dev.assay.transforms.batch;

import dev.assay.transforms.validate.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the records of one file that break each rule. */
final class RuleTally {
  /** Lines kept of the records that break a rule. */
  static final int SAMPLE = 5;

  private record Key(String rule, boolean rejected) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byRule = rule.compareTo(other.rule);
      return byRule != 0 ? byRule : Boolean.compare(rejected, other.rejected);
    }
  }

  private static final class Count {
    private long records;
    private final List<Long> sample = new ArrayList<>();
  }

  private final String dataset;
  private final String file;
  private final Map<Key, Count> counts = new TreeMap<>();

  RuleTally(String dataset, String file) {
    this.dataset = dataset;
    this.file = file;
  }

  /** Counts a record; once a rule, however often it breaks it. */
  void add(long line, boolean rejected, List<Violation> violations) {
    Set<String> rules = new HashSet<>();
    for (Violation violation : violations) {
      if (rules.add(violation.getRule())) {
        Count count =
            counts.computeIfAbsent(new Key(violation.getRule(), rejected), key -> new Count());
        count.records++;
        if (count.sample.size() < SAMPLE) {
          count.sample.add(line);
        }
      }
    }
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            facts.add(
                new Fact.RuleBroken(
                    dataset,
                    file,
                    key.rule,
                    key.rejected,
                    count.records,
                    List.copyOf(count.sample))));
    return facts;
  }
}
