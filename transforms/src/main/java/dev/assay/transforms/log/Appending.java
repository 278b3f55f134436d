package dev.assay.transforms.log;

import dev.assay.transforms.log.Manifest.Status;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Puts one entry behind those of a log, unless what they say speaks against it. */
final class Appending {
  private final Log log;
  private final Manifest manifest;

  Appending(Log log, Manifest manifest) {
    this.log = log;
    this.manifest = manifest;
  }

  /** As {@link Log#append} says. */
  Manifest append() throws IOException {
    checkDays();
    while (true) {
      List<Entry> entries = log.entries();
      Optional<Manifest> same = same(entries);
      if (same.isPresent()) {
        return same.get();
      }
      checkBase(entries);
      Manifest numbered = manifest.withNumber(entries.size() + 1L);
      if (log.create(numbered)) {
        return numbered;
      }
    }
  }

  private void checkDays() {
    Optional<DataFile> stray = manifest.strayFile();
    if (stray.isPresent()) {
      throw new IllegalArgumentException(stray.get().path() + " is of none of the entry's days");
    }
  }

  /** Whoever takes the next number has seen all entries before it: none can come between unseen. */
  private void checkBase(List<Entry> entries) {
    Long base = manifest.base();
    if (base == null) {
      return;
    }
    for (Entry other : entries) {
      if (other.number() > base
          && other.isPublished()
          && other.isOf(manifest.pipeline(), manifest.domain())) {
        throw new StaleBaseException(manifest, other);
      }
    }
  }

  /** The entry that says the same already: that which published the batch, or an equal refusal. */
  private Optional<Manifest> same(List<Entry> entries) throws IOException {
    Manifest refusal = null;
    for (Entry entry : entries) {
      if (entry.batch().equals(manifest.batch())) {
        checkFeed(entry);
        if (entry.isPublished()) {
          checkIdentity(entry);
          return Optional.of(log.read(entry.number()));
        }
        refusal = isSameRefusal(entry) ? log.read(entry.number()) : refusal;
      }
    }
    return Optional.ofNullable(refusal);
  }

  private void checkFeed(Entry other) {
    if (!other.isOf(manifest.pipeline(), manifest.domain())) {
      throw new IllegalStateException(
          "batch "
              + manifest.batch()
              + " was taken by pipeline "
              + other.pipeline()
              + ", domain "
              + other.domain()
              + " while this run was going");
    }
  }

  private void checkIdentity(Entry published) {
    if (!published.identity().equals(manifest.identity())) {
      throw new IllegalStateException(
          "batch " + manifest.batch() + " was published with other data while this run was going");
    }
  }

  private boolean isSameRefusal(Entry entry) throws IOException {
    if (manifest.status() != Status.REFUSED || !entry.identity().equals(manifest.identity())) {
      return false;
    }
    Manifest refusal = log.read(entry.number());
    return refusal.files().equals(manifest.files()) && refusal.ledger().equals(manifest.ledger());
  }
}
