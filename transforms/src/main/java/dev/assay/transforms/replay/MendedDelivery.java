package dev.assay.transforms.replay;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;

/** The files of a delivery again, some of them mended and the others as they were. */
final class MendedDelivery implements ReplayPlan.Delivery {
  private final Folder folder;
  private final Map<Manifest.Source, WholeFile> sources;
  private final Map<Manifest.Source, MendFile> mends;

  MendedDelivery(
      Folder folder,
      Map<Manifest.Source, WholeFile> sources,
      Map<Manifest.Source, MendFile> mends) {
    this.folder = folder;
    this.sources = Map.copyOf(sources);
    this.mends = Map.copyOf(mends);
  }

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
    for (Map.Entry<Manifest.Source, WholeFile> source : sources.entrySet()) {
      MendFile mend = mends.get(source.getKey());
      if (mend != null) {
        folder.write(source.getKey().name(), mend::writeTo);
      } else {
        copy(source.getValue());
      }
    }
    folder.writeTies(ties);
  }

  private void copy(WholeFile file) throws IOException {
    String target = folder.path() + "/" + file.name();
    if (file.metadata().resourceId().equals(FileSystems.matchNewResource(target, false))) {
      return;
    }
    folder.write(
        file.name(),
        out -> {
          try (InputStream in =
              Channels.newInputStream(FileSystems.open(file.metadata().resourceId()))) {
            in.transferTo(out);
          }
        });
  }
}
