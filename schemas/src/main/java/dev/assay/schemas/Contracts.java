package dev.assay.schemas;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Reads contracts: documents of the Open Data Contract Standard 3.1.0, bound strictly. What Assay
 * could not keep to is refused rather than passed over, and all problems of a document are reported
 * together, each with its line.
 */
public final class Contracts {

  private static final Pattern PIPELINE = Pattern.compile("[a-z][a-z0-9_]*(-[a-z0-9_]+)*");

  private Contracts() {}

  /**
   * The contract in a file.
   *
   * @throws RequestException if it cannot be read or is not a contract that Assay can keep to
   */
  public static Contract load(Path file) {
    if (!Files.isRegularFile(file)) {
      String problem = Files.exists(file) ? " is not a file" : " does not exist";
      throw new RequestException("contract " + file + problem);
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return parse(file.toString(), bytes.readNBytes(Document.MAX_BYTES + 1));
    } catch (AccessDeniedException e) {
      throw new RequestException("contract " + file + " may not be read by this user");
    } catch (IOException e) {
      throw new RequestException("contract " + file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * The contract in a file or, as {@code gs://BUCKET/NAME}, in an object of a bucket.
   *
   * @throws RequestException if it cannot be read or is not a contract that Assay can keep to
   */
  public static Contract load(String place) {
    if (!place.contains("://")) {
      return load(Path.of(place));
    }
    try (InputStream bytes =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(place, false)))) {
      return parse(place, bytes.readNBytes(Document.MAX_BYTES + 1));
    } catch (FileNotFoundException e) {
      throw new RequestException("contract " + place + " does not exist");
    } catch (IOException | IllegalArgumentException e) { // no file system of that scheme
      throw new RequestException("contract " + place + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * The contract that comes with Assay for a pipeline.
   *
   * @throws RequestException if there is none
   */
  public static Contract bundled(String pipeline) {
    String name = pipeline + ".odcs.yaml";
    // Any other name could leave the folder of contracts.
    if (!PIPELINE.matcher(pipeline).matches()) {
      throw new RequestException("no contract is bundled for \"" + pipeline + '"');
    }
    try (InputStream bytes = Contracts.class.getResourceAsStream("contracts/" + name)) {
      if (bytes == null) {
        throw new RequestException("no contract is bundled for \"" + pipeline + '"');
      }
      return parse(name, bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The contract in a document's bytes.
   *
   * @param source what to call the document in messages
   * @throws RequestException if they are not a contract that Assay can keep to
   */
  public static Contract parse(String source, byte[] yaml) {
    return ContractBinder.bind(source, yaml);
  }
}
