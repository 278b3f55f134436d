package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

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
  private final List<String> problems = new ArrayList<>();

  private Planner(DeliveryRequest request) {
    this.request = request;
    this.contract = request.contract();
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

  private Optional<Delivery> plan() throws IOException {
    checkOptions();
    String output = withoutSlash(request.output());
    List<Manifest> log = problems.isEmpty() ? Log.of(output).read() : List.of();
    if (problems.isEmpty() && request.archive() != null) {
      Archive.of(request.archive())
          .finish(log, request.pipeline(), contract.domain(), withoutSlash(request.input()));
    }
    InputFolder folder =
        problems.isEmpty() ? list() : new InputFolder(false, Map.of(), List.of(), List.of());
    if (folder.isEmpty() && request.archive() != null && isPublished(log)) {
      RunFolder.clear(output);
      return Optional.empty();
    }
    problems.addAll(folder.problems());
    List<SourceFile> files = inspect(folder);
    throwProblems();
    Warehouse.check(request.warehouse(), WarehouseSettings.DEFAULT);
    Delivery delivery = delivery(folder, files, output, log);
    throwProblems();
    RunFolder.claim(delivery.lake(), delivery.batch());
    return Optional.of(delivery);
  }

  private InputFolder list() {
    return InputFolder.list(withoutSlash(request.input()), contract);
  }

  private boolean isPublished(List<Manifest> log) {
    return log.stream().anyMatch(m -> m.isPublished() && isOurs(m));
  }

  /** Whether a batch is of the same feed as the request. */
  private boolean isOurs(Manifest manifest) {
    return manifest.isOf(request.pipeline(), contract.domain());
  }

  private void checkOptions() {
    Stream.of(request.input(), request.output())
        .filter(path -> WILDCARD.matcher(path).find())
        .forEach(
            path -> problems.add(path + ": a folder's name cannot hold * ? [ ] { }; rename it"));
    checkPlaces();
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

  /** A lake within its own delivery would be listed as part of the next one. */
  private void checkPlaces() {
    if (InputFolder.isLocal(request.input()) && InputFolder.isLocal(request.output())) {
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

  private Delivery delivery(
      InputFolder folder, List<SourceFile> files, String output, List<Manifest> log) {
    String identity = Identity.of(request, files);
    String batch = request.batch() != null ? request.batch() : identity.substring(0, 12);
    Manifest published = Log.published(log, batch).orElse(null);
    Optional<Manifest> stranger = Log.stranger(log, batch, request.pipeline(), contract.domain());
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
              + batch
              + " was published with other data, contract or options (log entry "
              + published.number()
              + "); give this delivery another id");
    }
    return new Delivery(
        request.pipeline(),
        contract,
        withoutSlash(request.input()),
        List.copyOf(files),
        folder.ignored(),
        new Lake(output, RunFolder.newRun()),
        batch,
        identity,
        request.asOf() == null ? null : LocalDate.parse(request.asOf()),
        Map.copyOf(request.options()),
        request.warehouse(),
        request.archive() == null ? null : withoutSlash(request.archive()),
        request.limits(),
        previous(log),
        published);
  }

  private List<Delivery.Previous> previous(List<Manifest> log) {
    return log.stream()
        .filter(m -> m.isPublished() && isOurs(m))
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
