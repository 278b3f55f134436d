package dev.assay.transforms.replay;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.batch.Lines.Outcome;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Header;
import dev.assay.transforms.read.TextReaders;
import dev.assay.transforms.read.WholeFile;
import dev.assay.transforms.replay.ReplayPlan.Fate;
import dev.assay.transforms.validate.HoldTexts;
import dev.assay.transforms.validate.HoldTexts.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The replay of a delivery that is whole: its files again, with mended texts in the place of those
 * that were refused, so that all that is computed from the delivery is computed anew. It takes the
 * place of that delivery, and of no newer one.
 */
final class DeliveryReplay {
  private final ReplayRequest request;
  private final Deliveries deliveries;
  private final Manifest target;

  /** Records in quarantine, by where they stand. */
  private final Map<Place, Lines.Quarantined> refused = new LinkedHashMap<>();

  private final Map<Place, Mended> changed = new LinkedHashMap<>();
  private final List<Fate> fates = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private long settledBefore;

  private record Place(String dataset, String file, long line) {
    static Place of(Mended record) {
      return new Place(record.dataset(), record.file(), record.line());
    }

    static Place of(Lines.Quarantined record) {
      return new Place(record.dataset(), record.file(), record.line());
    }

    boolean isIn(Manifest.Source source) {
      return dataset.equals(source.dataset()) && file.equals(source.name());
    }
  }

  DeliveryReplay(ReplayRequest request, List<Manifest> feed) {
    this.request = request;
    this.deliveries = new Deliveries(feed);
    this.target = deliveries.target(request);
  }

  ReplayPlan plan() throws IOException {
    for (DataFile file : target.files()) {
      if (file.layer() == Layer.QUARANTINE) {
        CommittedLines.read(
            request.root(), file, Lines.Quarantined.class, r -> refused.put(Place.of(r), r));
      }
    }
    Optional<Manifest> newer = deliveries.newerThan(target);
    if (newer.isPresent()) {
      request.mended().forEach(mended -> supersede(mended, newer.get()));
      return nothing(
          "batch " + target.batch() + " gave way to a newer delivery, " + newer.get().batch());
    }
    request.mended().forEach(this::sort);
    throwProblems();
    if (changed.isEmpty() && target.contract().sha256().equals(request.contract().sha256())) {
      return nothing(
          "no record in quarantine of batch "
              + target.batch()
              + " is mended, and the contract is the one it was held against");
    }
    return ofFiles(sources());
  }

  private ReplayPlan nothing(String reason) {
    return new ReplayPlan(target, Map.of(), List.copyOf(fates), settledBefore, null, reason);
  }

  /** What was mended before, or is of a delivery that gave way, changes nothing. */
  private void sort(Mended mended) {
    Optional<Manifest> from = deliveries.named(mended.batch());
    Lines.Quarantined open = refused.get(Place.of(mended));
    if (from.isEmpty()) {
      problems.add(mended.place() + ": there is no batch " + mended.batch());
    } else if (from.get().origin() != target.origin()) {
      supersede(mended, target);
    } else if (open == null && from.get().number() == target.number()) {
      problems.add(mended.place() + " is not in quarantine of batch " + mended.batch());
    } else if (open == null || open.raw().equals(mended.raw())) {
      // What an export holds and nobody changed is not mended.
      settledBefore += from.get().number() == target.number() ? 0 : 1;
    } else {
      changed.put(Place.of(mended), mended);
    }
  }

  private void supersede(Mended mended, Manifest by) {
    fates.add(
        new Fate(
            mended.dataset(),
            by.batch(),
            0,
            mended.batch(),
            mended.file(),
            mended.line(),
            true,
            Outcome.SUPERSEDED,
            List.of()));
  }

  private ReplayPlan ofFiles(Map<Manifest.Source, WholeFile> sources) throws IOException {
    throwProblems();
    Map<Manifest.Source, MendFile> mends = new HashMap<>();
    for (Map.Entry<Manifest.Source, WholeFile> source : sources.entrySet()) {
      Map<Long, String> texts = new TreeMap<>();
      changed.forEach(
          (place, mended) -> {
            if (place.isIn(source.getKey())) {
              texts.put(place.line(), mended.raw());
            }
          });
      MendFile mend = mend(source.getValue(), texts);
      if (!texts.isEmpty()) {
        mends.put(source.getKey(), mend);
      }
      foresee(source.getKey(), source.getValue(), texts, mend);
    }
    throwProblems();
    return new ReplayPlan(
        target,
        target.options(),
        List.copyOf(fates),
        settledBefore,
        new MendedDelivery(Folder.of(request.root(), id()), sources, mends),
        null);
  }

  private MendFile mend(WholeFile file, Map<Long, String> texts) throws IOException {
    texts.forEach(
        (line, text) -> {
          if (!TextReaders.canStandIn(text, file.dataset())) {
            problems.add(
                file.name()
                    + ":"
                    + line
                    + " cannot be mended in "
                    + file.dataset().format().encoding()
                    + ", which its file is written in; deliver the whole file again");
          }
        });
    MendFile mend = new MendFile(file, texts);
    if (!texts.isEmpty()) {
      mend.check(problems);
    }
    return mend;
  }

  /** Says of each record of a file what is to be expected of it. */
  private void foresee(
      Manifest.Source source, WholeFile file, Map<Long, String> texts, MendFile mend)
      throws IOException {
    Header header = file.header();
    HoldTexts judge =
        new HoldTexts(file.dataset(), request.limits(), header.columns(), header.width());
    for (Map.Entry<Place, Lines.Quarantined> record : refused.entrySet()) {
      if (record.getKey().isIn(source)) {
        long line = record.getKey().line();
        String text = texts.get(line);
        boolean isMended = text != null;
        List<Verdict> verdicts =
            judge.hold(isMended ? text : record.getValue().raw(), mend.lineOf(line));
        if (isMended) {
          verdicts.forEach(verdict -> fates.add(fate(record.getValue(), verdict, true)));
        } else {
          // However its text would be read alone, in its file it is one record.
          fates.add(fate(record.getValue(), verdicts.get(0), false));
        }
      }
    }
  }

  private Fate fate(Lines.Quarantined record, Verdict verdict, boolean isMended) {
    return new Fate(
        record.dataset(),
        record.file(),
        verdict.line(),
        target.batch(),
        record.file(),
        record.line(),
        isMended,
        verdict.isRejected() ? Outcome.QUARANTINED : Outcome.RELEASED,
        verdict.isRejected() ? verdict.rules() : List.of());
  }

  private Map<Manifest.Source, WholeFile> sources() throws IOException {
    SourceFiles places = SourceFiles.in(request.root(), request.folders());
    Map<Manifest.Source, WholeFile> sources = new LinkedHashMap<>();
    for (Manifest.Source source : target.sources()) {
      Optional<Dataset> dataset = request.contract().find(source.dataset());
      if (dataset.isEmpty()) {
        problems.add(
            request.contract().source()
                + " has no dataset "
                + source.dataset()
                + ", which batch "
                + target.batch()
                + " brought");
      } else {
        places
            .find(target, source)
            .ifPresentOrElse(
                file ->
                    sources.put(
                        source,
                        new WholeFile(file, source.name(), dataset.get(), request.limits())),
                () -> problems.add(places.missing(target, source)));
      }
    }
    return sources;
  }

  /** Equal for two that must come to the same: the batch, what is mended, the contract. */
  private String id() {
    List<String> texts = new ArrayList<>();
    texts.add(target.identity());
    texts.add(request.contract().sha256());
    changed.values().stream()
        .map(mended -> mended.dataset() + " " + mended.place() + " " + mended.raw())
        .sorted()
        .forEach(texts::add);
    return Folder.id(texts);
  }

  private void throwProblems() {
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }
}
