package dev.assay.transforms.check;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.check.Relations.Side;
import dev.assay.transforms.read.WholeFile;
import dev.assay.transforms.validate.HoldTexts;
import dev.assay.transforms.validate.HoldTexts.Verdict;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What becomes of the records of some files under another contract: which would be quarantined that
 * were rows, and which would be rows that were quarantined. Records are looked at one by one; what
 * the rows are to each other is for {@link Relations}, which get them from here.
 */
public final class ContractEffect {
  /** Records told of one rule. */
  private static final int SAMPLES = 5;

  private final Contract then;
  private final Relations relations;
  private final Map<String, Tally> quarantined = new TreeMap<>();
  private final Map<String, Tally> released = new TreeMap<>();
  private final Map<String, Count> counts = new TreeMap<>();

  /**
   * No records yet.
   *
   * @param then the other contract
   * @param relations gets the rows that it would let through
   */
  public ContractEffect(Contract then, Relations relations) {
    this.then = then;
    this.relations = relations;
  }

  /** Says which rules kept a record out before; none for one that was a row. */
  public interface Before {
    Set<String> rules(long line);
  }

  /**
   * A record, for a person.
   *
   * @param place {@code accounts.csv:57}
   * @param message what is wrong with it; null for one that is released
   * @param value the text at fault, or {@code ***} if it is classified
   */
  public record Sample(String place, @Nullable String message, @Nullable String value) {}

  /**
   * Records of a dataset that a rule decides on.
   *
   * @param records how many; one that breaks several rules counts under each
   * @param samples some of them
   */
  public record ByRule(String dataset, String rule, long records, List<Sample> samples) {}

  /**
   * The records of a dataset.
   *
   * @param quarantinedBefore how many were kept out before
   * @param quarantined how many would be that were rows
   * @param released how many would be rows that were kept out
   */
  public record Count(
      String dataset, long read, long quarantinedBefore, long quarantined, long released) {
    Count plus(boolean wasOut, boolean isOut) {
      return new Count(
          dataset,
          read + 1,
          quarantinedBefore + (wasOut ? 1 : 0),
          quarantined + (!wasOut && isOut ? 1 : 0),
          released + (wasOut && !isOut ? 1 : 0));
    }
  }

  private static final class Tally {
    private final String dataset;
    private final String rule;
    private final List<Sample> samples = new ArrayList<>();
    private long records;

    Tally(String dataset, String rule) {
      this.dataset = dataset;
      this.rule = rule;
    }

    void add(Sample sample) {
      records++;
      if (samples.size() < SAMPLES) {
        samples.add(sample);
      }
    }

    ByRule byRule() {
      return new ByRule(dataset, rule, records, List.copyOf(samples));
    }
  }

  /**
   * Looks at a file.
   *
   * @param file with its dataset as the other contract has it
   * @param before what became of its records
   */
  public void add(WholeFile file, Before before) throws IOException {
    Dataset dataset = file.dataset();
    counts.putIfAbsent(dataset.name(), new Count(dataset.name(), 0, 0, 0, 0));
    hold(
        file,
        verdict -> {
          if (verdict.row() != null) {
            relations.add(Side.THEN, file, then.datasets(), verdict);
          }
          Set<String> was = before.rules(verdict.line());
          counts.computeIfPresent(
              dataset.name(), (name, count) -> count.plus(!was.isEmpty(), verdict.isRejected()));
          String place = file.name() + ":" + verdict.line();
          if (verdict.isRejected() && was.isEmpty()) {
            addQuarantined(dataset, place, verdict);
          } else if (!verdict.isRejected() && !was.isEmpty()) {
            was.forEach(rule -> tally(released, dataset, rule).add(new Sample(place, null, null)));
          }
        });
  }

  private void addQuarantined(Dataset dataset, String place, Verdict verdict) {
    Set<String> told = new HashSet<>();
    for (Violation violation : verdict.violations()) {
      if (told.add(violation.getRule())) {
        tally(quarantined, dataset, violation.getRule())
            .add(new Sample(place, violation.getMessage(), violation.getValue()));
      }
    }
  }

  private static Tally tally(Map<String, Tally> tallies, Dataset dataset, String rule) {
    return tallies.computeIfAbsent(
        dataset.name() + " " + rule, key -> new Tally(dataset.name(), rule));
  }

  /**
   * Which rules of today's contract keep the records of a file out: for each line that one starts
   * at.
   *
   * @param now that contract
   * @param relations gets the rows that it lets through
   */
  public static Before under(WholeFile file, Contract now, Relations relations) throws IOException {
    Map<Long, Set<String>> rules = new TreeMap<>();
    hold(
        file,
        verdict -> {
          if (verdict.row() != null) {
            relations.add(Side.NOW, file, now.datasets(), verdict);
          } else {
            rules.put(verdict.line(), Set.copyOf(verdict.rules()));
          }
        });
    return line -> rules.getOrDefault(line, Set.of());
  }

  /** What is to be done with what is said of each record. */
  private interface Each {
    void take(Verdict verdict) throws IOException;
  }

  private static void hold(WholeFile file, Each each) throws IOException {
    HoldTexts[] judge = {null};
    file.read(
        (header, record) -> {
          if (judge[0] == null) {
            judge[0] =
                new HoldTexts(file.dataset(), file.limits(), header.columns(), header.width());
          }
          each.take(judge[0].hold(record));
        });
  }

  /** What would be quarantined that was not, by dataset and rule. */
  public List<ByRule> quarantined() {
    return quarantined.values().stream().map(Tally::byRule).toList();
  }

  /** What would be released, by the rules that kept it out. */
  public List<ByRule> released() {
    return released.values().stream().map(Tally::byRule).toList();
  }

  /** The same by dataset. */
  public List<Count> counts() {
    return List.copyOf(counts.values());
  }
}
