package dev.assay.transforms.batch;

import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The folder that published files are moved to, one folder a batch. */
final class Archive {
  private final String folder;

  private Archive(String folder) {
    this.folder = folder;
  }

  static Archive of(String folder) {
    return new Archive(Planner.withoutSlash(folder));
  }

  /**
   * Moves the files of a published batch that still lie in the input folder, and are those that
   * were read: of the same size as the log says. Safe to repeat.
   */
  void move(Manifest manifest, String input) throws IOException {
    for (Manifest.Source source : manifest.sources()) {
      ResourceId file = FileSystems.matchNewResource(input + "/" + source.name(), false);
      List<Metadata> found =
          FileSystems.match(file.toString(), EmptyMatchTreatment.ALLOW).metadata();
      if (found.size() == 1 && found.get(0).sizeBytes() == source.bytes()) {
        ResourceId archived =
            FileSystems.matchNewResource(
                folder + "/" + manifest.batch() + "/" + source.name(), false);
        FileSystems.rename(
            List.of(file), List.of(archived), StandardMoveOptions.IGNORE_MISSING_FILES);
      }
    }
  }

  /**
   * Ends what a run that died had begun: if part of the last published batch is archived, so is the
   * rest of it.
   */
  void finish(List<Manifest> log, String pipeline, String input) throws IOException {
    Manifest last =
        log.stream()
            .filter(m -> m.isPublished() && m.pipeline().equals(pipeline))
            .reduce((first, second) -> second)
            .orElse(null);
    if (last != null && isBegun(last)) {
      move(last, input);
    }
  }

  private boolean isBegun(Manifest manifest) throws IOException {
    String archived = folder + "/" + manifest.batch() + "/*";
    return !FileSystems.match(archived, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }
}
