package dev.assay.transforms.lake;

import dev.assay.transforms.hash.Sha256;
import dev.assay.transforms.log.DataFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A file that an entry of the log lists, held against the entry before a row of it is believed. */
public final class CommittedFile {
  private CommittedFile() {}

  /**
   * Finds a file and reads it once, to see that it is the one that was committed. Bounded memory.
   *
   * @param root the output folder
   * @param file as the log lists it
   * @throws IOException if it is not there, or its bytes are others; the message names it
   */
  public static ResourceId verified(String root, DataFile file) throws IOException {
    return verified(root, file, OutputStream.nullOutputStream());
  }

  /**
   * Copies a file to this machine: the copy appears whole, and only if it is the file that was
   * committed. Bounded memory.
   *
   * @param root the output folder
   * @param file as the log lists it
   * @param copy what the copy is to be called; its folder is there
   * @throws IOException if it is not there, or its bytes are others; the message names it
   */
  public static void copy(String root, DataFile file, Path copy) throws IOException {
    Path unfinished = copy.resolveSibling("." + UUID.randomUUID());
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        verified(root, file, out);
      }
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static ResourceId verified(String root, DataFile file, OutputStream out)
      throws IOException {
    ResourceId resource = FileSystems.matchNewResource(root + "/" + file.path(), false);
    String found = sha256(resource, out);
    if (!found.equals(file.sha256())) {
      throw notAsCommitted(root, file, "its SHA-256 is " + found + ", not " + file.sha256());
    }
    return resource;
  }

  /**
   * What to say of a file that holds something else than the log says.
   *
   * @param finding what is found in it
   */
  static IOException notAsCommitted(String root, DataFile file, String finding) {
    return new IOException(
        root
            + "/"
            + file.path()
            + " is not the file that was committed ("
            + finding
            + "); restore it from a copy, or deliver its batch again under another name");
  }

  private static String sha256(ResourceId file, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in =
        new DigestInputStream(Channels.newInputStream(FileSystems.open(file)), digest)) {
      in.transferTo(out);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new IOException(file + " is listed in the log and not there; restore it", e);
    }
    return Sha256.hex(digest);
  }
}
