package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a domain promises to deliver: one document of the Open Data Contract Standard, bound.
 *
 * @param id the document's {@code id}
 * @param domain the document's {@code domain}, an identifier: it names the warehouse's schemas
 * @param version the document's {@code version}
 * @param sha256 hash of the document's bytes, in hex
 * @param source where the document was read from, for messages
 * @param datasets the document's {@code schema}, in its order
 */
public record Contract(
    String id, String domain, String version, String sha256, String source, List<Dataset> datasets)
    implements Serializable {

  public Optional<Dataset> find(String dataset) {
    return datasets.stream().filter(d -> d.name().equals(dataset)).findFirst();
  }

  /**
   * The dataset of that name.
   *
   * @throws IllegalArgumentException if the contract has none
   */
  public Dataset dataset(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException(source + " has no dataset " + name));
  }
}
