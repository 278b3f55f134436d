package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.milestones.Milestone;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.validate.HashKey;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /** The feed, once somebody has asked for it: it is looked at once. */
  private @Nullable Feed feed;

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
   * @param settings how the warehouse is looked at
   * @return the delivery; empty if the landing folder is empty because an earlier run archived it
   * @throws RequestException with everything that is wrong
   * @throws IOException if the log cannot be read
   * @throws dev.assay.transforms.warehouse.WarehouseException if the warehouse cannot be opened
   */
  public static Optional<Delivery> plan(DeliveryRequest request, WarehouseSettings settings)
      throws IOException {
    return new Planner(request).plan(settings);
  }

  /**
   * Makes sure that a stream can run, and claims the run's folder on a local output.
   *
   * @param settings how the warehouse is looked at
   * @return what its micro-batches have in common: no files, and a batch that is none
   * @throws RequestException with everything that is wrong
   */
  public static Delivery open(DeliveryRequest request, WarehouseSettings settings)
      throws IOException {
    Planner planner = new Planner(request);
    planner.checkStream();
    planner.check();
    Warehouse.check(request.warehouse(), request.output(), settings);
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
  static Optional<MicroBatch> next(DeliveryRequest request, Delivery common) throws IOException {
    Planner planner = new Planner(request);
    planner.entries = planner.log.entries();
    Feed feed = planner.feed();
    Parked parked = new Parked(request, planner.log, feed.history());
    NewFiles found = feed.newFiles(file -> isSetAside(file, parked, common));
    found.problems().forEach(problem -> Streams.tell(common, problem));
    List<SourceFile> files = parked.choose(found.files());
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Delivery delivery = planner.delivery(files, List.of(), List.of());
    RunFolder.claim(delivery.lake(), delivery.batch());
    return Optional.of(MicroBatch.of(delivery, found.files().size()));
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

  private Optional<Delivery> plan(WarehouseSettings settings) throws IOException {
    check();
    Optional<Delivery> delivery =
        request.intake().isFeed()
            ? whatIsNew()
            : request.takesFilesIn() ? deliveryOfFiles(log.read()) : nextStage(log.read());
    if (delivery.isPresent()) {
      Warehouse.check(request.warehouse(), request.output(), settings);
      if (!request.isTrial()) {
        claim(delivery.get());
      }
    }
    return delivery;
  }

  private void check() throws IOException {
    checkOptions();
    throwProblems();
    entries = log.entries();
    checkDomain();
    if (request.intake().isFeed()) {
      feed().check();
    }
    throwProblems();
  }

  private Feed feed() throws IOException {
    if (feed == null) {
      feed = new Feed(request, log, problems);
    }
    return feed;
  }

  private void clear() throws IOException {
    if (!request.isTrial()) {
      RunFolder.clear(output);
    }
  }

  private static void claim(Delivery delivery) {
    RunFolder.claim(delivery.lake(), delivery.batch());
    Milestone.PLANNED.reached();
  }

  private Optional<Delivery> deliveryOfFiles(List<Manifest> manifests) throws IOException {
    String input = withoutSlash(String.valueOf(request.input()));
    if (request.archive() != null && !request.isTrial()) {
      Archive.of(request.archive()).finish(manifests, request.pipeline(), contract.domain(), input);
    }
    InputFolder folder = InputFolder.list(input, contract);
    if (folder.isEmpty() && request.archive() != null && isPublished()) {
      clear();
      return Optional.empty();
    }
    problems.addAll(folder.problems());
    List<SourceFile> files = inspect(folder);
    throwProblems();
    return Optional.of(delivery(files, folder.ignored(), List.of()));
  }

  private Optional<Delivery> whatIsNew() throws IOException {
    NewFiles found = feed().newFiles(file -> false);
    problems.addAll(found.problems());
    throwProblems();
    snapshotDay = request.intake().isDaily() ? feed().snapshotDay() : null;
    throwProblems();
    if (found.files().isEmpty() && (snapshotDay == null || feed().isReported(snapshotDay))) {
      clear();
      return Optional.empty();
    }
    return Optional.of(delivery(found.files(), found.unfinished(), List.of()));
  }

  private Optional<Delivery> nextStage(List<Manifest> manifests) throws IOException {
    Upstream.Found upstream = Upstream.find(request, manifests);
    problems.addAll(upstream.problems());
    throwProblems();
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
    Optional.ofNullable(request.intake().hidingKey())
        .flatMap(HashKey::problem)
        .ifPresent(problem -> problems.add("--quarantineKey: " + problem));
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
    } else if (isWithin(request.output(), request.input())) {
      problems.add(
          "--output="
              + request.output()
              + " is the input folder or lies within it; give a folder elsewhere");
    }
  }

  private static boolean isWithin(String folder, String other) {
    if (InputFolder.isLocal(folder) && InputFolder.isLocal(other)) {
      Path path = Path.of(folder).toAbsolutePath().normalize();
      return path.startsWith(Path.of(other).toAbsolutePath().normalize());
    }
    return (withoutSlash(folder) + "/").startsWith(withoutSlash(other) + "/");
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
    String identity =
        Identity.of(
            request, snapshotDay, request.intake().isFeed() ? feed().last() : 0, files, reads);
    String batch = batch(identity);
    Manifest published = published(batch);
    checkName(batch, identity, published);
    throwProblems();
    return new Delivery(
        request.pipeline(),
        request.stage(),
        reads,
        request.intake(),
        request.intake().isFeed() ? (Long) feed().last() : null,
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
        request.replay(),
        previous(),
        published);
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
      return feed().previousSnapshots();
    }
    return log.read().stream()
        .filter(m -> m.isPublished() && m.isOf(request.pipeline(), contract.domain()))
        .filter(m -> !m.silver().isEmpty())
        .map(Delivery.Previous::of)
        .toList();
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
