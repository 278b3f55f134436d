package dev.assay.transforms.replay;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.hash.Sha256;
import dev.assay.transforms.log.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Where the files of a replay are made: under the lake, by a name that follows from what is
 * replayed. A file appears whole, and over one that an earlier attempt left.
 */
final class Folder {
  /** Folder of all replays under the output. */
  static final String REPLAYS = "replays";

  private static final int ID = 12;
  private static final String UNFINISHED = ".unfinished";

  private final String path;

  private Folder(String path) {
    this.path = path;
  }

  /**
   * The folder of a replay.
   *
   * @param id hash of what is replayed
   */
  static Folder of(String root, String id) {
    return new Folder(root + "/" + REPLAYS + "/" + id);
  }

  /** A name for what is replayed: the beginning of a hash over these texts. */
  static String id(List<String> texts) {
    MessageDigest digest = Sha256.digest();
    for (String text : texts) {
      digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.hex(digest).substring(0, ID);
  }

  String path() {
    return path;
  }

  /** The file, beside the folder, that lists the records and where each came from. */
  String ties() {
    return path + ".jsonl";
  }

  /** Writes what a file holds. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  void write(String name, Content content) throws IOException {
    writeWhole(path + "/" + name, content);
  }

  void writeTies(List<Lines.Replayed> ties) throws IOException {
    writeWhole(
        ties(),
        out -> {
          for (Lines.Replayed tie : ties) {
            out.write((Json.write(tie) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static void writeWhole(String file, Content content) throws IOException {
    ResourceId unfinished = FileSystems.matchNewResource(file + UNFINISHED, false);
    ResourceId finished = FileSystems.matchNewResource(file, false);
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(unfinished, MimeTypes.BINARY))) {
      content.writeTo(out);
    }
    FileSystems.rename(List.of(unfinished), List.of(finished));
  }
}
