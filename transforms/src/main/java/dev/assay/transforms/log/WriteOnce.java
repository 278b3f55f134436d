package dev.assay.transforms.log;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions.StandardCreateOptions;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** Small files that appear whole, and of which the first one under a name is the only one. */
public final class WriteOnce {
  private WriteOnce() {}

  /** Writes a file whole; not if there is one of that name, and then says so. */
  public static boolean create(ResourceId file, byte[] content) throws IOException {
    return file.getScheme().equals("file")
        ? link(Path.of(file.toString()), content)
        : createIfAbsent(file, content);
  }

  /** A hard link appears whole or not at all, and never over a file that is there. */
  private static boolean link(Path file, byte[] content) throws IOException {
    Path unfinished = unfinished(file, content);
    try {
      Files.createLink(file, unfinished);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(unfinished);
    }
  }

  private static Path unfinished(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling("." + UUID.randomUUID());
    try (FileChannel channel = FileChannel.open(unfinished, CREATE_NEW, WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    return unfinished;
  }

  private static boolean createIfAbsent(ResourceId file, byte[] content) throws IOException {
    StandardCreateOptions options =
        StandardCreateOptions.builder()
            .setMimeType(MimeTypes.TEXT)
            .setExpectFileToNotExist(true)
            .build();
    try (WritableByteChannel out = FileSystems.create(file, options)) {
      out.write(ByteBuffer.wrap(content));
      return true;
    } catch (IOException e) {
      if (FileSystems.match(file.toString(), EmptyMatchTreatment.ALLOW).metadata().isEmpty()) {
        throw e;
      }
      return false;
    }
  }
}
