package dev.assay.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads contracts: documents of the Open Data Contract Standard 3.1.0, bound strictly. What Assay
 * could not keep to is refused rather than passed over, and all problems of a document are reported
 * together, each with its line.
 */
public final class Contracts {

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
   * The contract that comes with Assay for a domain.
   *
   * @throws RequestException if there is none
   */
  public static Contract bundled(String domain) {
    String name = domain + ".odcs.yaml";
    // A name that is no identifier could leave the folder of contracts.
    if (!Identifiers.isIdentifier(domain)) {
      throw new RequestException("no contract is bundled for \"" + domain + '"');
    }
    try (InputStream bytes = Contracts.class.getResourceAsStream("contracts/" + name)) {
      if (bytes == null) {
        throw new RequestException("no contract is bundled for \"" + domain + '"');
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
