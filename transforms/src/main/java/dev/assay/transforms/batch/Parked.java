package dev.assay.transforms.batch;

import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that a stream does not take again, because the audit refused them: one that was refused
 * alone is parked until its content or the contract changes. Of files that were refused together
 * nobody knows yet which is at fault: each is tried alone.
 */
final class Parked {
  private final Set<Manifest.Source> alone = new HashSet<>();
  private final Set<Manifest.Source> together = new HashSet<>();

  Parked(Log log, History history, Delivery common) throws IOException {
    for (Entry entry : history.entries()) {
      if (!entry.isPublished()) {
        add(log.read(entry.number()), common);
      }
    }
  }

  private void add(Manifest refused, Delivery common) {
    boolean isSameContract = refused.contract().sha256().equals(common.contract().sha256());
    if (isSameContract) {
      (refused.sources().size() == 1 ? alone : together).addAll(refused.sources());
    }
  }

  /** Of files that are new, those of the next micro-batch. */
  List<SourceFile> choose(List<SourceFile> files) {
    List<SourceFile> others = new ArrayList<>();
    for (SourceFile file : files) {
      Manifest.Source source =
          new Manifest.Source(file.dataset(), file.name(), file.size(), file.crc32c());
      if (alone.contains(source)) {
        continue;
      }
      if (together.contains(source)) {
        return List.of(file);
      }
      others.add(file);
    }
    return others;
  }
}
