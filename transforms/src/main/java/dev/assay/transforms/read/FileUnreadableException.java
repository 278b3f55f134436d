package dev.assay.transforms.read;

import java.io.IOException;

/**
 * A file as a whole cannot be read: truncated, too large, in another encoding. The message names
 * the file, what is wrong with it and what to do.
 */
public final class FileUnreadableException extends IOException {

  public FileUnreadableException(String file, String problem, String remedy) {
    super(file + ": " + problem + "; " + remedy);
  }

  public FileUnreadableException(String file, String problem, String remedy, IOException cause) {
    super(file + ": " + problem + "; " + remedy, cause);
  }
}
