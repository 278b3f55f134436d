package dev.assay.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bundled contract as another user would change it: a copy of the text, edited. */
final class ContractText {
  private static final String BUNDLED = "/dev/assay/schemas/contracts/%s.odcs.yaml";

  private final String text;

  private ContractText(String text) {
    this.text = text;
  }

  /** That of banking. */
  static ContractText bundled() throws IOException {
    return bundled("banking");
  }

  static ContractText bundled(String pipeline) throws IOException {
    try (InputStream in = ContractText.class.getResourceAsStream(BUNDLED.formatted(pipeline))) {
      return new ContractText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** With no bound on how much of a delivery may be broken, for small and dirty ones. */
  ContractText relaxed() {
    return with(
        "metric: quarantined\n          mustBeLessOrEqualTo: 20",
        "metric: quarantined\n          mustBeLessOrEqualTo: 100");
  }

  /** With a text in another's place, wherever it stands; it must stand somewhere. */
  ContractText with(String old, String replacement) {
    if (!text.contains(old)) {
      throw new IllegalArgumentException("not in the contract: " + old);
    }
    return new ContractText(text.replace(old, replacement));
  }

  /** Without the last schema, which must have that name. */
  ContractText without(String schema) {
    int start = text.indexOf("\n\n  - name: " + schema + "\n");
    if (start < 0 || text.indexOf("\n\n  - name: ", start + 1) >= 0) {
      throw new IllegalArgumentException("not the last schema: " + schema);
    }
    return new ContractText(text.substring(0, start + 1));
  }

  /** With a text in another's place, once, in the schema of that name. */
  ContractText within(String schema, String old, String replacement) {
    int start = text.indexOf("  - name: " + schema + "\n");
    int end = text.indexOf("\n\n  - name: ", start);
    String before = text.substring(start, end < 0 ? text.length() : end);
    int at = before.indexOf(old);
    if (start < 0 || at < 0) {
      throw new IllegalArgumentException("not in " + schema + ": " + old);
    }
    String after = before.substring(0, at) + replacement + before.substring(at + old.length());
    return new ContractText(text.replace(before, after));
  }

  /** Writes it into a folder, as the option that names it. */
  String option(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("contract-" + Integer.toHexString(text.hashCode()) + ".odcs.yaml");
    Files.writeString(file, text);
    return "--contract=" + file;
  }
}
