package dev.assay.transforms.batch;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;

/**
 * Ranges of input files that are read one after the other.
 *
 * @param parts the ranges, of one file or of several
 */
record FileParts(List<FilePart> parts) implements Serializable {
  FileParts {
    parts = List.copyOf(parts);
  }

  static SerializableCoder<FileParts> coder() {
    return SerializableCoder.of(FileParts.class);
  }
}
