package dev.assay.schemas;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** A document of the Open Data Contract Standard, bound to a {@link Contract} or refused. */
final class ContractBinder {
  private static final String API_VERSION = "v3.1.0";

  /** With {@code _silver} behind it, it is still an identifier. */
  private static final int LONGEST_DOMAIN = 63 - "_silver".length();

  private ContractBinder() {}

  /** The contract; every problem is in the one exception. */
  static Contract bind(String source, byte[] yaml) {
    Problems problems = new Problems(source);
    Optional<Node> root = Document.read(yaml, problems);
    problems.throwIfAny();
    Part document = Part.of(root.orElseThrow(), "", Keys.CONTRACT, problems);
    requireKind(document);
    String id = document.requiredText("id").orElse("");
    String version = document.requiredText("version").orElse("");
    document.requiredText("status");
    String domain =
        Identifiers.required(document, "domain", "; it names the warehouse's schemas").orElse("");
    if (domain.length() > LONGEST_DOMAIN) {
      document.report(
          "domain",
          "domain is longer than "
              + LONGEST_DOMAIN
              + " characters; the warehouse adds _silver and _gold to it");
    }
    List<Dataset> datasets = datasets(document);
    problems.throwIfAny();
    return new Contract(id, domain, version, sha256(yaml), source, datasets);
  }

  private static void requireKind(Part document) {
    document
        .requiredText("apiVersion")
        .filter(version -> !version.equals(API_VERSION))
        .ifPresent(
            version ->
                document.report(
                    "apiVersion", "apiVersion " + version + " is not read: use " + API_VERSION));
    if (document.requiredText("kind").isPresent()) {
      document.word("kind", List.of("DataContract"));
    }
  }

  private static List<Dataset> datasets(Part document) {
    Part custom = document.custom(FormatBinder.KEYS);
    Format format = FormatBinder.bind(custom, Format.CSV);
    boolean trims = custom.flag("trim", false);
    List<BoundDataset> bound = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (Part schema : document.parts("schema", "schema", Keys.SCHEMA)) {
      BoundDataset.bind(schema, format, trims).ifPresent(bound::add);
    }
    for (BoundDataset dataset : bound) {
      if (!names.add(dataset.name())) {
        dataset.part().report("name", "another schema has this name");
      } else if (!files.add(dataset.dataset().file())) {
        dataset.part().report("physicalName", "another schema is read from this file");
      }
    }
    if (document.list("schema").isEmpty()) {
      document.report("has no schema: describe one for each file");
    }
    ReferenceBinder references = new ReferenceBinder(bound);
    return bound.stream().map(references::bind).toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
