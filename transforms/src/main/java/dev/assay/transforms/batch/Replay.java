package dev.assay.transforms.batch;

import dev.assay.transforms.lake.CommittedLines;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a delivery takes out of quarantine.
 *
 * @param of number of the entry whose whole delivery it is again, with records mended; null if the
 *     records come as a file of their own, to be added to what there is
 * @param ties the file that lists the records and where each came from: {@link Lines.Replayed} as
 *     JSON lines, each with the file and line it has in the delivery, but without its batch and,
 *     save for what is superseded, without an outcome
 */
public record Replay(@Nullable Long of, String ties) implements Serializable {

  List<Lines.Replayed> read() throws IOException {
    List<Lines.Replayed> listed = new ArrayList<>();
    CommittedLines.read(
        FileSystems.matchNewResource(ties, false), Lines.Replayed.class, listed::add);
    return listed;
  }
}
