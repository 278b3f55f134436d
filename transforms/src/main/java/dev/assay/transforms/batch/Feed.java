package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A feed as a request finds it: what it left in the log, and what lies in its landing folder. */
final class Feed {
  private final DeliveryRequest request;
  private final Contract contract;
  private final Log log;
  private final History history;
  private final @Nullable Manifest last;
  private final List<String> problems;

  /**
   * @param problems where what is wrong is noted, each a sentence
   */
  Feed(DeliveryRequest request, Log log, List<String> problems) throws IOException {
    this.request = request;
    this.contract = request.contract();
    this.log = log;
    this.problems = problems;
    this.history =
        History.latest(
            Planner.withoutSlash(request.output()), request.pipeline(), contract.domain());
    Optional<Entry> published =
        history.entries().stream()
            .filter(Entry::isPublished)
            .max(Comparator.comparingLong(Entry::number));
    this.last = published.isPresent() ? log.read(published.get().number()) : null;
  }

  History history() {
    return history;
  }

  /** Number of the last entry that was published; 0 if there is none. */
  long last() {
    return last == null ? 0 : last.number();
  }

  /** Notes what keeps the request from going on with what is there. */
  void check() {
    checkColumns();
    checkLasting();
  }

  /** What rows of a feed accumulate in has one shape, and one set of days. */
  private void checkColumns() {
    List<Dataset> incremental =
        contract.datasets().stream().filter(Dataset::isIncremental).toList();
    if (incremental.size() > 1) {
      problems.add(
          contract.source()
              + ": "
              + incremental.stream().map(Dataset::name).collect(Collectors.joining(" and "))
              + " are partitioned, and a feed has one dataset that is; make a contract of each");
    }
    for (Dataset dataset : incremental) {
      Optional<Table> before = history.definition(DataFile.Layer.SILVER, dataset.name());
      if (before.isPresent() && !before.get().columns().equals(dataset.silverColumns())) {
        problems.add(
            contract.source()
                + ": "
                + dataset.name()
                + " has other columns than the rows in "
                + request.output()
                + ", which it would be added to; give another --output and --warehouse, and land all"
                + " files again");
      }
    }
  }

  /** Days that were computed one way, and days computed another, would stand in one table. */
  private void checkLasting() {
    if (last == null) {
      return;
    }
    for (String option : request.intake().lasting()) {
      String then = last.options().get(option);
      String now = request.options().get(option);
      if (then != null && !then.equals(now)) {
        problems.add(
            "--"
                + option
                + "="
                + now
                + ": the tables of this lake were computed with "
                + then
                + " (log entry "
                + last.number()
                + "); give the same, or start another lake with --output and --warehouse");
      }
    }
  }

  /** What is new in a landing folder; what was taken before and lies there is archived again. */
  NewFiles newFiles(Predicate<SourceFile> isSetAside) throws IOException {
    String input = Planner.withoutSlash(String.valueOf(request.input()));
    NewFiles found = NewFiles.in(input, request, this::taken, isSetAside, Instant.now());
    if (request.archive() != null && !request.isTrial()) {
      Archive archive = Archive.of(request.archive());
      for (Map.Entry<SourceFile, Long> taken : found.taken().entrySet()) {
        archive.moveAgain(taken.getKey(), log.read(taken.getValue()).batch(), input);
      }
    }
    return found;
  }

  /**
   * The day that a daily run speaks of: the one that was given, or else the latest that rows of the
   * feed are of. What is known of a day that is past is known: its history is built forward only.
   */
  @Nullable LocalDate snapshotDay() {
    Optional<LocalDate> latest =
        contract.datasets().stream()
            .flatMap(d -> history.rows(DataFile.Layer.SILVER, d.name()).keySet().stream())
            .max(LocalDate::compareTo);
    Optional<LocalDate> latestSnapshot =
        contract.datasets().stream()
            .flatMap(dataset -> history.snapshots(dataset.name()).stream())
            .map(History.Snapshot::asOf)
            .max(LocalDate::compareTo);
    Optional<LocalDate> day =
        Optional.ofNullable(request.asOf()).map(LocalDate::parse).or(() -> latest);
    if (day.isEmpty()) {
      problems.add(
          "--asOf=YYYY-MM-DD must be given: nothing says yet which day these files speak of");
    } else if (day.get().isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
      problems.add("--asOf=" + day.get() + " is in the future, where nothing is known yet");
    } else if (latestSnapshot.isPresent() && day.get().isBefore(latestSnapshot.get())) {
      problems.add(
          "--asOf="
              + day.get()
              + ": a snapshot of "
              + latestSnapshot.get()
              + " was published already, and what was known when is kept forward only; give that day"
              + " or a later one");
    }
    return day.orElse(null);
  }

  /**
   * The entry that took a file in. A snapshot that comes again after another one is news: only the
   * latest is known, and if a later day is given, it is that day's too.
   */
  private Optional<Long> taken(SourceFile file) {
    if (contract.dataset(file.dataset()).isIncremental()) {
      return history.taken(file.name(), file.size(), file.crc32c());
    }
    Optional<History.Snapshot> latest =
        history.snapshots(file.dataset()).stream()
            .max(Comparator.comparing(History.Snapshot::asOf));
    if (latest.isEmpty()
        || request.asOf() != null && LocalDate.parse(request.asOf()).isAfter(latest.get().asOf())) {
      return Optional.empty();
    }
    Manifest.Source source =
        new Manifest.Source(file.dataset(), file.name(), file.size(), file.crc32c());
    return Optional.of(latest.get().number())
        .filter(number -> read(number).sources().contains(source));
  }

  private Manifest read(long number) {
    try {
      return log.read(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the last batch of the feed was one like this, of that day: nothing came since. */
  boolean isReported(LocalDate day) {
    if (last == null) {
      return true;
    }
    Set<String> options = new HashSet<>(last.options().keySet());
    options.remove(Manifest.AS_OF);
    return options.equals(request.options().keySet())
        && !last.asOf().isBefore(day)
        && last.options().entrySet().containsAll(request.options().entrySet());
  }

  /** Of a feed only snapshots are measured against what came before: of the rest it brings more. */
  List<Delivery.Previous> previousSnapshots() {
    List<Delivery.Previous> previous = new ArrayList<>();
    for (Dataset dataset : contract.datasets()) {
      for (History.Snapshot snapshot : history.snapshots(dataset.name())) {
        long rows = snapshot.files().stream().mapToLong(DataFile::rows).sum();
        previous.add(
            new Delivery.Previous(
                snapshot.asOf(), snapshot.number(), Map.of(dataset.name(), rows)));
      }
    }
    return previous;
  }
}
