package dev.assay.transforms.batch;

import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that a stream does not take again, because the audit refused them: one that was refused
 * alone is set aside until its content, the contract or an option changes. Of files that were
 * refused together nobody knows yet which is at fault: each is tried alone. What a batch refused,
 * which judges otherwise, does not count.
 */
final class Parked {
  private final DeliveryRequest request;
  private final Set<String> refused = new HashSet<>();
  private final Set<Manifest.Source> together = new HashSet<>();

  Parked(DeliveryRequest request, Log log, History history) throws IOException {
    this.request = request;
    for (Entry entry : history.entries()) {
      if (!entry.isPublished()) {
        refused.add(entry.identity());
        List<Manifest.Source> sources = log.read(entry.number()).sources();
        if (sources.size() > 1 && isJudgedAlike(entry, sources)) {
          together.addAll(sources);
        }
      }
    }
  }

  private boolean isJudgedAlike(Entry entry, List<Manifest.Source> sources) {
    return entry.identity().equals(identity(sources.stream().map(Parked::file).toList()));
  }

  private String identity(List<SourceFile> files) {
    return Identity.of(request, null, 0, files, List.of());
  }

  private static SourceFile file(Manifest.Source source) {
    return new SourceFile(
        source.dataset(), source.name(), "", source.bytes(), source.crc32c(), false, List.of(), 0);
  }

  /** Whether a file was refused alone. */
  boolean isSetAside(SourceFile file) {
    return refused.contains(identity(List.of(file)));
  }

  /** Of files that are new and not set aside, those of the next micro-batch. */
  List<SourceFile> choose(List<SourceFile> files) {
    return files.stream().filter(this::isSuspect).findFirst().map(List::of).orElse(files);
  }

  private boolean isSuspect(SourceFile file) {
    return together.contains(
        new Manifest.Source(file.dataset(), file.name(), file.size(), file.crc32c()));
  }
}
