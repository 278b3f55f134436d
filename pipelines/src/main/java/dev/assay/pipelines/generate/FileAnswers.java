package dev.assay.pipelines.generate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeMap;

/** The books of one generated file, in records. Mutable while the file is written. */
@JsonPropertyOrder({
  "read",
  "accepted",
  "quarantined",
  "duplicate",
  "quarantinedByRule",
  "tooFewFieldsKept",
  "tooFewFieldsQuarantined",
  "orphans"
})
public final class FileAnswers {

  private long read;
  private long accepted;
  private long quarantined;
  private long duplicate;
  private long shortKept;
  private long shortQuarantined;
  private long orphans;
  private final Map<String, Long> quarantinedByRule = new TreeMap<>();

  /** A record that stays, of whose references that many lead nowhere. */
  void accept(int moreOrphans) {
    read++;
    accepted++;
    orphans += moreOrphans;
  }

  void duplicate() {
    read++;
    duplicate++;
  }

  /** One record that breaks each of these rules. */
  void quarantine(Iterable<String> rules) {
    read++;
    quarantined++;
    rules.forEach(rule -> quarantinedByRule.merge(rule, 1L, Long::sum));
  }

  void keepShort() {
    shortKept++;
  }

  void quarantineShort() {
    shortQuarantined++;
  }

  /** Every record of the file, its header not counted. */
  public long getRead() {
    return read;
  }

  public long getAccepted() {
    return accepted;
  }

  public long getQuarantined() {
    return quarantined;
  }

  /** Sound records that gave way to another with their key. */
  public long getDuplicate() {
    return duplicate;
  }

  /** Records with too few fields that stay, since only optional ones are missing. */
  public long getTooFewFieldsKept() {
    return shortKept;
  }

  /** Records with too few fields, a required one among the missing. */
  public long getTooFewFieldsQuarantined() {
    return shortQuarantined;
  }

  /** References of accepted records to something not in silver. */
  public long getOrphans() {
    return orphans;
  }

  /** Records that break a rule, by rule; one that breaks several counts under each. */
  public Map<String, Long> getQuarantinedByRule() {
    return quarantinedByRule;
  }
}
