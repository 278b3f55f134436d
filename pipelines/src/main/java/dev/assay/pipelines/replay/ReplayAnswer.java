package dev.assay.pipelines.replay;

import dev.assay.pipelines.Text;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.batch.Lines.Outcome;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.replay.ReplayPlan;
import dev.assay.transforms.replay.ReplayPlan.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a replay came to, or would.
 *
 * @param of batch whose delivery is read again; null for records of a feed
 * @param batch of the replay; null if nothing was replayed
 * @param status published, refused, foreseen (nothing was done yet) or nothing (nothing is to do)
 * @param outcomes how many records came to what
 * @param settledBefore records of the request that were replayed before, to the same effect
 * @param reason why there was nothing to do; null if there was
 * @param records each record, and the line of quarantine it came from
 */
record ReplayAnswer(
    String pipeline,
    @Nullable String of,
    @Nullable String batch,
    String status,
    Map<String, Long> outcomes,
    long settledBefore,
    @Nullable String reason,
    List<Fate> records) {

  /** Records told one by one to a person. */
  private static final int MOST = 20;

  /** Before anything was done. */
  static ReplayAnswer foreseen(String pipeline, ReplayPlan plan) {
    return of(
        pipeline, plan, null, plan.isNeeded() ? "foreseen" : "nothing", List.copyOf(plan.fates()));
  }

  /** After its batch was published or refused: as the log has it. */
  static ReplayAnswer of(String pipeline, ReplayPlan plan, String root) throws IOException {
    Log log = Log.of(root);
    @Nullable Manifest replay = null;
    for (Entry entry : log.entries()) {
      Manifest manifest = log.read(entry.number());
      if (entry.pipeline().equals(pipeline) && isReplay(manifest)) {
        replay = manifest;
      }
    }
    if (replay == null) {
      return of(pipeline, plan, null, "published", plan.fates());
    }
    return of(
        pipeline,
        plan,
        replay.batch(),
        replay.status().name().toLowerCase(Locale.ROOT),
        settled(root, replay, plan));
  }

  private static boolean isReplay(Manifest manifest) {
    return manifest.files().stream().anyMatch(file -> file.layer() == Layer.REPLAYED);
  }

  /** What became of each record, with the rules that the plan found it to break. */
  private static List<Fate> settled(String root, Manifest replay, ReplayPlan plan)
      throws IOException {
    Map<String, List<String>> rules = new TreeMap<>();
    plan.fates().forEach(fate -> rules.put(fate.file() + ":" + fate.line(), fate.rules()));
    List<Fate> fates = new ArrayList<>();
    for (DataFile file : replay.files()) {
      if (file.layer() == Layer.REPLAYED) {
        CommittedLines.read(
            root,
            file,
            Lines.Replayed.class,
            r ->
                fates.add(
                    new Fate(
                        r.dataset(),
                        r.file(),
                        r.line(),
                        r.fromBatch(),
                        r.fromFile(),
                        r.fromLine(),
                        r.mended(),
                        r.outcome(),
                        r.outcome() == Outcome.QUARANTINED
                            ? rules.getOrDefault(r.file() + ":" + r.line(), List.of())
                            : List.of())));
      }
    }
    return fates;
  }

  private static ReplayAnswer of(
      String pipeline, ReplayPlan plan, @Nullable String batch, String status, List<Fate> records) {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, records.stream().filter(r -> r.outcome() == outcome).count());
    }
    Map<String, Long> outcomes = new TreeMap<>();
    counts.forEach((outcome, n) -> outcomes.put(outcome.name().toLowerCase(Locale.ROOT), n));
    return new ReplayAnswer(
        pipeline,
        plan.of() == null ? null : plan.of().batch(),
        batch,
        status,
        outcomes,
        plan.settledBefore(),
        plan.reason(),
        records);
  }

  /** The same for a person. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        switch (status) {
          case "nothing" -> "Nothing to replay: " + reason;
          case "foreseen" -> "A replay" + ofBatch() + " would come to";
          case "refused" -> "The replay" + ofBatch() + " was refused; it would have come to";
          default -> "The replay" + ofBatch() + " came to";
        });
    told(lines, "released", "rows now");
    told(lines, "duplicate", "rows whose key another one has, which is kept");
    told(lines, "quarantined", "in quarantine anew");
    told(lines, "superseded", "left alone: another delivery counts, or has it already");
    if (settledBefore > 0) {
      lines.add("  " + Text.count(settledBefore) + " replayed before, and not again");
    }
    List<Fate> told = records.stream().filter(ReplayAnswer::isTold).toList();
    told.stream().limit(MOST).forEach(fate -> lines.add(line(fate)));
    if (told.size() > MOST) {
      lines.add("  … and " + Text.count(told.size() - MOST) + " more; --format=json has them all");
    }
    return lines;
  }

  private String ofBatch() {
    return of == null ? "" : " of batch " + of;
  }

  private void told(List<String> lines, String outcome, String words) {
    long count = outcomes.getOrDefault(outcome, 0L);
    if (count > 0) {
      lines.add("  " + Text.count(count) + " " + outcome + ": " + words);
    }
  }

  /** What somebody mended, or what goes another way than before. */
  private static boolean isTold(Fate fate) {
    return fate.mended() || fate.outcome() != Outcome.QUARANTINED;
  }

  private static String line(Fate fate) {
    return "    "
        + fate.fromFile()
        + ":"
        + fate.fromLine()
        + (fate.mended() ? ", mended, " : ", ")
        + fate.outcome().name().toLowerCase(Locale.ROOT)
        + (fate.rules().isEmpty() ? "" : ": " + String.join(", ", fate.rules()))
        + (fate.outcome() == Outcome.SUPERSEDED
            ? " by " + fate.file() + (fate.line() > 0 ? ":" + fate.line() : "")
            : "");
  }
}
