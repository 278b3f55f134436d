package dev.assay.transforms.replay;

import dev.assay.transforms.batch.Lines;

/**
 * A record of quarantine with the text that it should have had.
 *
 * @param batch that refused it
 * @param file it stands in
 * @param line of that file
 * @param raw the text, be it one record or several
 */
public record Mended(String batch, String dataset, String file, long line, String raw) {

  boolean isOf(Lines.Quarantined record) {
    return dataset.equals(record.dataset()) && file.equals(record.file()) && line == record.line();
  }

  /** For a person: {@code accounts.csv:57}. */
  String place() {
    return file + ":" + line;
  }
}
