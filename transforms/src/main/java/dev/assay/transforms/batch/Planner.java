package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.Table;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.milestones.Milestone;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks at a request before anything runs: the folder, every file's header and checksum, the log.
 * All that is wrong is reported together.
 */
public final class Planner {
  private static final Pattern BATCH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Characters that mean something in a pattern of file names, and that Beam cannot escape. */
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}]");

  private final DeliveryRequest request;
  private final Contract contract;
  private final String output;
  private final Log log;
  private final List<String> problems = new ArrayList<>();

  /** The entries of the log. */
  private List<Entry> entries = List.of();

  /** The day that snapshots of a feed speak of, or null. */
  private @Nullable LocalDate snapshotDay;

  private Planner(DeliveryRequest request) {
    this.request = request;
    this.contract = request.contract();
    this.output = withoutSlash(request.output());
    this.log = Log.of(output);
  }

  /**
   * Plans a run. On a local output it also claims the run's folder and clears what dead runs left.
   *
   * @return the delivery; empty if the landing folder is empty because an earlier run archived it
   * @throws RequestException with everything that is wrong
   * @throws IOException if the log cannot be read
   * @throws dev.assay.transforms.warehouse.WarehouseException if the warehouse cannot be opened
   */
  public static Optional<Delivery> plan(DeliveryRequest request) throws IOException {
    return new Planner(request).plan();
  }

  /**
   * Makes sure that a stream can run, and claims the run's folder on a local output.
   *
   * @return what its micro-batches have in common: no files, and a batch that is none
   * @throws RequestException with everything that is wrong
   */
  public static Delivery open(DeliveryRequest request) throws IOException {
    Planner planner = new Planner(request);
    planner.checkStream();
    planner.check();
    Warehouse.check(request.warehouse(), WarehouseSettings.DEFAULT);
    Delivery common = planner.delivery(List.of(), List.of(), List.of());
    RunFolder.claim(common.lake(), STREAM);
    return common;
  }

  /** What the run of a stream goes by while it has cut no micro-batch. */
  private static final String STREAM = "stream";

  /**
   * Plans the next micro-batch of a stream; empty if there is nothing new. A file that is at fault
   * is passed over and told of, and one that a refused micro-batch held is tried alone.
   */
  static Optional<Delivery> next(DeliveryRequest request, Delivery common) throws IOException {
    Planner planner = new Planner(request);
    planner.entries = planner.log.entries();
    History history =
        History.latest(common.lake().root(), common.pipeline(), common.contract().domain());
    Parked parked = new Parked(request, planner.log, history);
    NewFiles found = planner.newFiles(history, file -> isSetAside(file, parked, common));
    found.problems().forEach(problem -> Streams.tell(common, problem));
    List<SourceFile> files = parked.choose(found.files());
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Delivery delivery = planner.delivery(files, List.of(), List.of());
    RunFolder.claim(delivery.lake(), delivery.batch());
    return Optional.of(delivery);
  }

  private static boolean isSetAside(SourceFile file, Parked parked, Delivery common) {
    boolean isSetAside = parked.isSetAside(file);
    if (isSetAside) {
      Streams.tell(
          common,
          file.name()
              + " was refused and is set aside: assay.data_quality_checks says why; it is taken again"
              + " once it, the contract or an option is changed");
    }
    return isSetAside;
  }

  private Optional<Delivery> plan() throws IOException {
    check();
    Optional<Delivery> delivery =
        request.intake().isFeed()
            ? whatIsNew()
            : request.takesFilesIn() ? deliveryOfFiles(log.read()) : nextStage(log.read());
    delivery.ifPresent(Planner::claim);
    return delivery;
  }

  private void check() throws IOException {
    checkOptions();
    throwProblems();
    entries = log.entries();
    checkDomain();
    if (request.intake().isFeed()) {
      checkFeed();
      checkLasting();
    }
    throwProblems();
  }

  private static void claim(Delivery delivery) {
    RunFolder.claim(delivery.lake(), delivery.batch());
    Milestone.PLANNED.reached();
  }

  /** What rows of a feed accumulate in has one shape, and one set of days. */
  private void checkFeed() throws IOException {
    List<Dataset> incremental =
        contract.datasets().stream().filter(Dataset::isIncremental).toList();
    if (incremental.size() > 1) {
      problems.add(
          contract.source()
              + ": "
              + incremental.stream().map(Dataset::name).collect(Collectors.joining(" and "))
              + " are partitioned, and a feed has one dataset that is; make a contract of each");
    }
    History history = History.latest(output, request.pipeline(), contract.domain());
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

  private Optional<Delivery> deliveryOfFiles(List<Manifest> manifests) throws IOException {
    String input = withoutSlash(String.valueOf(request.input()));
    if (request.archive() != null) {
      Archive.of(request.archive()).finish(manifests, request.pipeline(), contract.domain(), input);
    }
    InputFolder folder = InputFolder.list(input, contract);
    if (folder.isEmpty() && request.archive() != null && isPublished()) {
      RunFolder.clear(output);
      return Optional.empty();
    }
    problems.addAll(folder.problems());
    List<SourceFile> files = inspect(folder);
    throwProblems();
    Warehouse.check(request.warehouse(), WarehouseSettings.DEFAULT);
    return Optional.of(delivery(files, folder.ignored(), List.of()));
  }

  /** What is new in a landing folder; what was taken before and lies there is archived again. */
  private NewFiles newFiles(History history, Predicate<SourceFile> isSetAside) throws IOException {
    String input = withoutSlash(String.valueOf(request.input()));
    NewFiles found =
        NewFiles.in(input, request, file -> taken(file, history), isSetAside, Instant.now());
    if (request.archive() != null) {
      Archive archive = Archive.of(request.archive());
      for (Map.Entry<SourceFile, Long> taken : found.taken().entrySet()) {
        archive.moveAgain(taken.getKey(), log.read(taken.getValue()).batch(), input);
      }
    }
    return found;
  }

  private Optional<Delivery> whatIsNew() throws IOException {
    History history = History.latest(output, request.pipeline(), contract.domain());
    NewFiles found = newFiles(history, file -> false);
    problems.addAll(found.problems());
    throwProblems();
    snapshotDay = request.intake().isDaily() ? snapshotDay(history) : null;
    throwProblems();
    if (found.files().isEmpty() && (snapshotDay == null || isReported(snapshotDay))) {
      RunFolder.clear(output);
      return Optional.empty();
    }
    Warehouse.check(request.warehouse(), WarehouseSettings.DEFAULT);
    return Optional.of(delivery(found.files(), found.unfinished(), List.of()));
  }

  /**
   * The day that a daily run speaks of: the one that was given, or else the latest that rows of the
   * feed are of. What is known of a day that is past is known: its history is built forward only.
   */
  private @Nullable LocalDate snapshotDay(History history) {
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
  private Optional<Long> taken(SourceFile file, History history) throws IOException {
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
  private boolean isReported(LocalDate day) throws IOException {
    if (last() == 0) {
      return true;
    }
    Manifest before = log.read(last());
    Set<String> options = new HashSet<>(before.options().keySet());
    options.remove(Manifest.AS_OF);
    return options.equals(request.options().keySet())
        && !before.asOf().isBefore(day)
        && before.options().entrySet().containsAll(request.options().entrySet());
  }

  private Optional<Delivery> nextStage(List<Manifest> manifests) throws IOException {
    Upstream.Found upstream = Upstream.find(request, manifests);
    problems.addAll(upstream.problems());
    throwProblems();
    Warehouse.check(request.warehouse(), WarehouseSettings.DEFAULT);
    return Optional.of(delivery(List.of(), List.of(), upstream.entries()));
  }

  private boolean isPublished() {
    return entries.stream().anyMatch(entry -> entry.isPublished() && isOurs(entry));
  }

  /** A domain names the warehouse's schemas: two pipelines would write over each other's tables. */
  private void checkDomain() {
    String domain = contract.domain();
    entries.stream()
        .filter(entry -> entry.isPublished() && entry.domain().equals(domain) && !isOurs(entry))
        .findFirst()
        .ifPresent(
            other ->
                problems.add(
                    "--output="
                        + request.output()
                        + ": the tables of domain "
                        + domain
                        + " there are those of pipeline "
                        + other.pipeline()
                        + " (log entry "
                        + other.number()
                        + "); give "
                        + request.pipeline()
                        + " another --output and --warehouse, or a contract with another domain"));
  }

  /** Days that were computed one way, and days computed another, would stand in one table. */
  private void checkLasting() throws IOException {
    Optional<Entry> last =
        entries.stream()
            .filter(entry -> entry.isPublished() && isOurs(entry))
            .reduce((first, second) -> second);
    if (last.isEmpty()) {
      return;
    }
    Manifest before = log.read(last.get().number());
    for (String option : request.intake().lasting()) {
      String then = before.options().get(option);
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
                + before.number()
                + "); give the same, or start another lake with --output and --warehouse");
      }
    }
  }

  /** Whether a batch is of the same feed as the request. */
  private boolean isOurs(Entry entry) {
    return entry.isOf(request.pipeline(), contract.domain());
  }

  private void checkOptions() {
    Stream.of(Optional.ofNullable(request.input()).orElse(""), request.output())
        .filter(path -> WILDCARD.matcher(path).find())
        .forEach(
            path -> problems.add(path + ": a folder's name cannot hold * ? [ ] { }; rename it"));
    if (request.stage() != null && !request.stages().contains(request.stage())) {
      problems.add(
          "--stage: " + String.join(", ", request.stages()) + ", not '" + request.stage() + "'");
    } else if (request.takesFilesIn()) {
      checkPlaces();
    }
    if (request.batch() != null && !BATCH.matcher(request.batch()).matches()) {
      problems.add(
          "--batch: letters, digits, . _ - (64 at most, a letter or digit first), not '"
              + request.batch().replaceAll("[^\\x20-\\x7e]", "?")
              + "'");
    }
    if (request.asOf() != null) {
      try {
        LocalDate.parse(request.asOf());
      } catch (DateTimeParseException e) {
        problems.add("--asOf: a day, YYYY-MM-DD, not '" + request.asOf() + "'");
      }
    }
  }

  /** What is new is looked for once the stream runs; where, has to be known before. */
  private void checkStream() {
    if (request.batch() != null) {
      problems.add(
          "--batch="
              + request.batch()
              + ": a stream makes many batches, which name themselves; leave it out");
    }
    if (request.input() != null && InputFolder.isLocal(request.input())) {
      problems.addAll(
          Landing.list(request.input(), contract, request.intake(), Instant.now()).problems());
    }
  }

  /** A lake within its own delivery would be listed as part of the next one. */
  private void checkPlaces() {
    if (request.input() == null) {
      problems.add(inputOption() + " must be given: the folder that holds what is to be read");
    } else if (InputFolder.isLocal(request.input()) && InputFolder.isLocal(request.output())) {
      Path input = Path.of(request.input()).toAbsolutePath().normalize();
      Path output = Path.of(request.output()).toAbsolutePath().normalize();
      if (output.startsWith(input)) {
        problems.add(
            "--output="
                + request.output()
                + " is the input folder or lies within it; give a folder elsewhere");
      }
    }
  }

  /** What the option is called that names the input. */
  private String inputOption() {
    return request.intake().isFeed() ? "--landing" : "--input";
  }

  private List<SourceFile> inspect(InputFolder folder) {
    record Candidate(Dataset dataset, Metadata file) {}
    List<Candidate> candidates = new ArrayList<>();
    folder
        .files()
        .forEach(
            (dataset, own) -> own.forEach(file -> candidates.add(new Candidate(dataset, file))));
    List<SourceFile> files = new ArrayList<>();
    candidates.parallelStream()
        .map(c -> FileInspection.of(c.file(), c.dataset(), request.limits()))
        .toList()
        .forEach(
            inspection -> {
              problems.addAll(inspection.problems());
              if (inspection.file() != null) {
                files.add(inspection.file());
              }
            });
    return files;
  }

  private Delivery delivery(List<SourceFile> files, List<String> ignored, List<Manifest> reads)
      throws IOException {
    String identity = Identity.of(request, snapshotDay, last(), files, reads);
    String batch = batch(identity);
    Manifest published = published(batch);
    checkName(batch, identity, published);
    throwProblems();
    return new Delivery(
        request.pipeline(),
        request.stage(),
        reads,
        request.intake(),
        request.intake().isFeed() ? (Long) last() : null,
        contract,
        files.isEmpty() && !request.intake().isFeed()
            ? ""
            : withoutSlash(String.valueOf(request.input())),
        List.copyOf(files),
        ignored,
        new Lake(output, RunFolder.newRun()),
        batch,
        identity,
        asOf(reads),
        Map.copyOf(request.options()),
        request.warehouse(),
        request.archive() == null ? null : withoutSlash(request.archive()),
        request.limits(),
        previous(),
        published);
  }

  /** Number of the last entry of this feed that was published; 0 if there is none. */
  private long last() {
    return entries.stream()
        .filter(entry -> entry.isPublished() && isOurs(entry))
        .mapToLong(Entry::number)
        .max()
        .orElse(0);
  }

  private @Nullable Manifest published(String batch) throws IOException {
    Optional<Entry> entry =
        entries.stream().filter(e -> e.isPublished() && e.batch().equals(batch)).findFirst();
    return entry.isPresent() ? log.read(entry.get().number()) : null;
  }

  /** A name belongs to one feed, and to one delivery of it, for ever. */
  private void checkName(String batch, String identity, @Nullable Manifest published) {
    Optional<Entry> stranger =
        entries.stream().filter(e -> e.batch().equals(batch) && !isOurs(e)).findFirst();
    if (stranger.isPresent()) {
      problems.add(
          "--batch="
              + batch
              + " is a batch of pipeline "
              + stranger.get().pipeline()
              + ", domain "
              + stranger.get().domain()
              + " (log entry "
              + stranger.get().number()
              + "); give this delivery another id");
    } else if (published != null && !published.identity().equals(identity)) {
      problems.add(
          "--batch="
              + request.batch()
              + " was published with other data, contract or options (log entry "
              + published.number()
              + "); give this delivery another id, or leave --batch out");
    }
  }

  /** All stages of a batch can be told the same name; what each commits has one of its own. */
  private String batch(String identity) {
    String batch = request.batch() != null ? request.batch() : identity.substring(0, 12);
    return request.stage() == null ? batch : batch + "-" + request.stage();
  }

  /** The day that was given, to this run or to the one that took the files in. */
  private @Nullable LocalDate asOf(List<Manifest> reads) {
    if (snapshotDay != null) {
      return snapshotDay;
    }
    return Optional.ofNullable(request.asOf())
        .or(() -> reads.stream().limit(1).flatMap(e -> e.givenAsOf().stream()).findFirst())
        .map(LocalDate::parse)
        .orElse(null);
  }

  private List<Delivery.Previous> previous() throws IOException {
    if (request.intake().isFeed()) {
      return previousSnapshots();
    }
    return log.read().stream()
        .filter(m -> m.isPublished() && m.isOf(request.pipeline(), contract.domain()))
        .filter(m -> !m.silver().isEmpty())
        .map(Delivery.Previous::of)
        .toList();
  }

  /** Of a feed only snapshots are measured against what came before: of the rest it brings more. */
  private List<Delivery.Previous> previousSnapshots() throws IOException {
    History history = History.latest(output, request.pipeline(), contract.domain());
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

  private void throwProblems() {
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }

  static String withoutSlash(String folder) {
    return folder.length() > 1 ? folder.replaceAll("/+$", "") : folder;
  }
}
