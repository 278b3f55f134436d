package dev.assay.transforms.batch;

import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The entries of the log that a stage reads: the latest of the stage before it, or of a run of all
 * stages; of the batch that was asked for, if one was.
 */
final class Upstream {
  private final DeliveryRequest request;
  private final List<Manifest> log;
  private final String before;
  private final List<String> problems = new ArrayList<>();

  private Upstream(DeliveryRequest request, List<Manifest> log) {
    this.request = request;
    this.log = log;
    this.before = request.stageBefore();
  }

  /**
   * What a stage reads.
   *
   * @param entries the entry of the stage before, then those that it was computed from; none if
   *     there is a problem
   * @param problems what is wrong, each a sentence
   */
  record Found(List<Manifest> entries, List<String> problems) {}

  /** Finds what a stage reads. */
  static Found find(DeliveryRequest request, List<Manifest> log) {
    Upstream upstream = new Upstream(request, log);
    List<Manifest> entries = upstream.entries();
    return new Found(upstream.problems.isEmpty() ? entries : List.of(), upstream.problems);
  }

  private List<Manifest> entries() {
    Optional<Manifest> latest = Log.current(log, this::isBefore);
    if (latest.isEmpty()) {
      problems.add(nothingToRead());
      return List.of();
    }
    check(latest.get());
    List<Manifest> entries = new ArrayList<>(List.of(latest.get()));
    Manifest.@Nullable Stage stage = latest.get().stage();
    if (stage != null) {
      stage
          .reads()
          .forEach(number -> log.stream().filter(m -> m.number() == number).forEach(entries::add));
    }
    return entries;
  }

  private boolean isBefore(Manifest entry) {
    return entry.isOf(request.pipeline(), request.contract().domain())
        && (entry.stage() == null || entry.stage().name().equals(before))
        && (request.batch() == null || entry.batch().equals(batch(entry)));
  }

  /** The name that an entry has if it is of the batch that was asked for. */
  private String batch(Manifest entry) {
    return entry.stage() == null ? request.batch() : request.batch() + "-" + before;
  }

  private void check(Manifest entry) {
    if (!entry.contract().sha256().equals(request.contract().sha256())) {
      problems.add(
          "--stage="
              + request.stage()
              + " would read batch "
              + entry.batch()
              + " (log entry "
              + entry.number()
              + "), which follows another contract ("
              + entry.contract().id()
              + " "
              + entry.contract().version()
              + "); give that one with --contract, or first run "
              + command());
    }
    if (request.asOf() != null && !LocalDate.parse(request.asOf()).equals(entry.asOf())) {
      problems.add(
          "--asOf="
              + request.asOf()
              + ": batch "
              + entry.batch()
              + ", which --stage="
              + request.stage()
              + " reads, speaks of "
              + entry.asOf()
              + "; another day is told to the first stage");
    }
  }

  private String nothingToRead() {
    return "--stage="
        + request.stage()
        + " reads what --stage="
        + before
        + " published, and "
        + request.output()
        + " holds "
        + (request.batch() == null ? "nothing of it" : "nothing of batch " + request.batch())
        + "; first run "
        + command();
  }

  private String command() {
    return "assay "
        + request.pipeline()
        + " --stage="
        + before
        + (request.batch() == null ? "" : " --batch=" + request.batch())
        + (request.stages().indexOf(before) == 0 ? " --input=DIR" : "")
        + " --output="
        + request.output();
  }
}
