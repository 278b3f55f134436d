package dev.assay.transforms.batch;

import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells deliveries apart: equal for two that must come to the same. */
final class Identity {
  private Identity() {}

  /**
   * SHA-256, in hex, over the files (dataset, name, size, checksum) and all that changes the
   * result: pipeline, contract, as-of day, options, limits. Where the files lie is not part of it.
   */
  static String of(DeliveryRequest request, List<SourceFile> files) {
    MessageDigest digest = sha256();
    add(digest, request.pipeline());
    add(digest, request.contract().sha256());
    add(digest, request.asOf() == null ? "" : request.asOf());
    new TreeMap<>(request.options())
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value);
            });
    // A record that one limit quarantines another lets pass.
    if (!request.limits().equals(Limits.DEFAULT)) {
      add(digest, request.limits().toString());
    }
    files.stream()
        .map(file -> List.of(file.dataset(), file.name(), "" + file.size(), file.crc32c()))
        .map(parts -> String.join("\n", parts))
        .sorted()
        .forEach(file -> add(digest, file));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds a text with its length, so that no two lists of texts run into the same bytes. */
  private static void add(MessageDigest digest, String text) {
    Stream.of(text.length() + ":", text)
        .forEach(part -> digest.update(part.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
