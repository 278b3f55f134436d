package dev.assay.transforms.log;

import java.io.IOException;

/** Appends entries to a log, as a process of its own: root, prefix of the batches, how many. */
final class AppendEntries {
  private AppendEntries() {}

  public static void main(String[] arguments) throws IOException {
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      Log.of(arguments[0]).append(Manifests.published(arguments[1] + i));
    }
  }
}
