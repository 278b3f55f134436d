package dev.assay.transforms.replay;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.batch.Lines.Outcome;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.replay.ReplayPlan.Fate;
import dev.assay.transforms.trace.Quarantine;
import dev.assay.transforms.trace.Refused;
import dev.assay.transforms.validate.HoldTexts;
import dev.assay.transforms.validate.HoldTexts.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The replay of records of a feed, whose deliveries accumulate: they come as a file of their own,
 * like any other that lands. A record whose key came with a later file is superseded by that one.
 */
final class FeedReplay {
  private final ReplayRequest request;
  private final List<Manifest> feed;
  private final List<String> problems = new ArrayList<>();
  private final List<Fate> fates = new ArrayList<>();
  private long settledBefore;

  /** A record that is taken out of quarantine, and its text, which may be mended. */
  private record Taken(Lines.Quarantined record, String text, boolean isMended) {}

  /** Where a record stands that a batch refused. */
  private record Place(String batch, String file, long line) {}

  FeedReplay(ReplayRequest request, List<Manifest> feed) {
    this.request = request;
    this.feed = feed;
  }

  ReplayPlan plan() throws IOException {
    Dataset dataset = dataset();
    List<Taken> taken = taken(dataset);
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
    List<String> lines = lines(dataset, taken);
    if (lines.isEmpty()) {
      return ReplayPlan.nothing(
          null,
          List.copyOf(fates),
          settledBefore,
          "no record in quarantine is mended, and none was held against another contract");
    }
    String id = Folder.id(lines);
    Folder folder = Folder.of(request.root(), id);
    String name = dataset.file().replace("*", "replay-" + id);
    return new ReplayPlan(
        null,
        options(),
        fates.stream().map(fate -> fate.file().isEmpty() ? in(name, fate) : fate).toList(),
        settledBefore,
        new LinesDelivery(folder, name, lines),
        null);
  }

  private static Fate in(String file, Fate fate) {
    return new Fate(
        fate.dataset(),
        file,
        fate.line(),
        fate.fromBatch(),
        fate.fromFile(),
        fate.fromLine(),
        fate.mended(),
        fate.outcome(),
        fate.rules());
  }

  /** What the feed's batches have been told: all of them the same. */
  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(latestOptions());
    // Which day the records are of, they say themselves.
    options.remove(Manifest.AS_OF);
    return options;
  }

  private Map<String, String> latestOptions() {
    return feed.stream()
        .filter(Manifest::isPublished)
        .filter(entry -> entry.silver().stream().anyMatch(table -> table.incremental()))
        .reduce((first, second) -> second)
        .map(Manifest::options)
        .orElse(Map.of());
  }

  private Dataset dataset() {
    Dataset dataset =
        request.contract().datasets().stream()
            .filter(Dataset::isIncremental)
            .findFirst()
            .orElseThrow(
                () ->
                    new RequestException(
                        request.contract().source() + " has no dataset that accumulates"));
    if (dataset.format().kind() != Format.Kind.JSON_LINES && dataset.format().header()) {
      throw new RequestException(
          "records of "
              + dataset.name()
              + " have a header in their files; land the mended ones as a file with it");
    }
    return dataset;
  }

  /** Those that were mended, and those that were held against another contract than today's. */
  private List<Taken> taken(Dataset dataset) throws IOException {
    Map<Place, Mended> mended = new LinkedHashMap<>();
    for (Mended each : request.mended()) {
      if (each.dataset().equals(dataset.name())) {
        mended.put(new Place(each.batch(), each.file(), each.line()), each);
      } else {
        problems.add(
            each.place()
                + " is of "
                + each.dataset()
                + ", which is delivered whole: deliver the mended file again");
      }
    }
    Set<Long> own = feed.stream().map(Manifest::number).collect(Collectors.toSet());
    List<Taken> taken = new ArrayList<>();
    Quarantine.of(request.root())
        .read(
            new Quarantine.Selection(request.batch(), dataset.name(), null, false),
            refused -> {
              if (own.contains(refused.entry().number())) {
                take(refused, mended, taken);
              }
            });
    settle(mended, dataset);
    return taken;
  }

  private void take(Refused refused, Map<Place, Mended> mended, List<Taken> taken) {
    Lines.Quarantined record = refused.record();
    Mended own = mended.remove(new Place(record.batch(), record.file(), record.line()));
    boolean isMended = own != null && !own.raw().equals(record.raw());
    if (isMended) {
      taken.add(new Taken(record, own.raw(), true));
    }
    // The files of a batch that was refused are still to be taken in, as they are.
    boolean isOfOtherContract =
        refused.entry().isPublished()
            && !refused.entry().contract().sha256().equals(request.contract().sha256());
    if (!isMended && isOfOtherContract && isWhole(record.raw())) {
      taken.add(new Taken(record, record.raw(), false));
    }
  }

  /** Whether the text is all of the record: neither cut, nor with bytes that were no characters. */
  private static boolean isWhole(String raw) {
    return raw.indexOf('\uFFFD') < 0 && raw.getBytes(StandardCharsets.UTF_8).length < LONGEST_WHOLE;
  }

  /** Quarantine cuts a text at 64 KiB, before a character. */
  private static final int LONGEST_WHOLE = (64 << 10) - 3;

  /** What is left was taken out of quarantine before, or never was in it. */
  private void settle(Map<Place, Mended> rest, Dataset dataset) throws IOException {
    if (rest.isEmpty()) {
      return;
    }
    Set<Place> known = new HashSet<>();
    Quarantine.of(request.root())
        .read(
            new Quarantine.Selection(null, dataset.name(), null, true),
            r -> known.add(new Place(r.record().batch(), r.record().file(), r.record().line())));
    rest.forEach(
        (place, mended) -> {
          if (known.contains(place)) {
            settledBefore++;
          } else {
            problems.add(mended.place() + " is not in quarantine of batch " + mended.batch());
          }
        });
  }

  /** A text of a record that is taken out of quarantine, and what is said of it. */
  private record Judged(Taken taken, String text, Verdict verdict, List<String> key) {}

  /** The lines of the file to land, without those whose key came since. */
  private List<String> lines(Dataset dataset, List<Taken> taken) throws IOException {
    List<Judged> judged = judge(dataset, taken);
    History history =
        History.latest(request.root(), request.pipeline(), request.contract().domain());
    RowsByKey rows =
        RowsByKey.find(
            request.root(),
            dataset,
            history.files(Layer.SILVER, dataset.name()),
            judged.stream().map(Judged::key).filter(key -> !key.isEmpty()).toList());
    List<String> lines = new ArrayList<>();
    for (Judged each : judged) {
      Optional<RowsByKey.Place> since = rows.of(each.key());
      if (since.isEmpty()) {
        lines.add(each.text());
      }
      fates.add(fate(each.taken(), each.verdict(), lines.size(), since));
    }
    return lines;
  }

  private List<Judged> judge(Dataset dataset, List<Taken> taken) throws IOException {
    List<Integer> inOrder = IntStream.range(0, dataset.fields().size()).boxed().toList();
    HoldTexts judge = new HoldTexts(dataset, request.limits(), inOrder, inOrder.size());
    List<Judged> judged = new ArrayList<>();
    for (Taken each : taken) {
      for (String text : each.text().split("\\R")) {
        if (!text.isBlank()) {
          Verdict verdict = judge.hold(text, 1).get(0);
          List<String> key = verdict.isRejected() ? List.of() : judge.key(verdict.row());
          judged.add(new Judged(each, text, verdict, key));
        }
      }
    }
    return judged;
  }

  private static Fate fate(
      Taken taken, Verdict verdict, long line, Optional<RowsByKey.Place> since) {
    Outcome outcome = verdict.isRejected() ? Outcome.QUARANTINED : Outcome.RELEASED;
    return new Fate(
        taken.record().dataset(),
        since.map(RowsByKey.Place::file).orElse(""),
        since.map(RowsByKey.Place::line).orElse(line),
        taken.record().batch(),
        taken.record().file(),
        taken.record().line(),
        taken.isMended(),
        since.isPresent() ? Outcome.SUPERSEDED : outcome,
        verdict.isRejected() ? verdict.rules() : List.of());
  }

  /** One file of lines, in a folder that is a landing folder. */
  private record LinesDelivery(Folder folder, String name, List<String> lines)
      implements ReplayPlan.Delivery {
    @Override
    public String path() {
      return folder.path();
    }

    @Override
    public String ties() {
      return folder.ties();
    }

    @Override
    public void write(List<Lines.Replayed> ties) throws IOException {
      folder.write(
          name,
          out -> {
            for (String line : lines) {
              out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
          });
      folder.writeTies(ties);
    }
  }
}
