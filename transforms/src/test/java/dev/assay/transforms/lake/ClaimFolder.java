package dev.assay.transforms.lake;

import dev.assay.transforms.log.DataFile.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A run in a process of its own: claims a folder for a batch, leaves one file finished and one not,
 * says so, and lives until its input ends.
 */
final class ClaimFolder {
  private ClaimFolder() {}

  public static void main(String[] arguments) throws IOException {
    Lake lake = new Lake(arguments[0], RunFolder.newRun());
    String batch = arguments[1];
    RunFolder.claim(lake, batch);
    try (LakeFile file = lake.create(Layer.SILVER, "accounts", batch, "part-0")) {
      file.finish(0);
    }
    LakeFile unfinished = lake.create(Layer.SILVER, "accounts", batch, "part-1");
    unfinished.out().write("half".getBytes(StandardCharsets.UTF_8));
    unfinished.out().flush();
    System.gc();
    System.out.println("claimed");
    System.out.flush();
    while (System.in.read() >= 0) {
      System.gc();
    }
  }
}
