package dev.assay.transforms.batch;

import dev.assay.transforms.hash.Sha256;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Tells deliveries apart: equal for two that must come to the same. */
final class Identity {
  private Identity() {}

  /**
   * SHA-256, in hex, over what is read and all that changes the result: files (dataset, name, size,
   * checksum) or the entry of the log, pipeline, stage, contract, as-of day, options, limits. Where
   * the files lie is not part of it.
   *
   * @param snapshotDay the day that a daily run of a feed speaks of, or null
   * @param last number of the last entry of the feed
   */
  static String of(
      DeliveryRequest request,
      @Nullable LocalDate snapshotDay,
      long last,
      List<SourceFile> files,
      List<Manifest> reads) {
    MessageDigest digest = Sha256.digest();
    add(digest, request.pipeline());
    add(digest, request.contract().sha256());
    add(digest, request.asOf() == null ? "" : request.asOf());
    new TreeMap<>(request.options())
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value);
            });
    addIntake(digest, request.intake(), snapshotDay, last, files);
    // A record that one limit quarantines another lets pass.
    if (!request.limits().equals(Limits.DEFAULT)) {
      add(digest, request.limits().toString());
    }
    Optional.ofNullable(request.stage()).ifPresent(stage -> add(digest, stage));
    reads.stream().limit(1).forEach(entry -> add(digest, entry.identity()));
    files.stream()
        .map(file -> List.of(file.dataset(), file.name(), "" + file.size(), file.crc32c()))
        .map(parts -> String.join("\n", parts))
        .sorted()
        .forEach(file -> add(digest, file));
    return Sha256.hex(digest);
  }

  /** How far keys are looked for, and what a stream bears: both change what is published. */
  private static void addIntake(
      MessageDigest digest,
      Intake intake,
      @Nullable LocalDate snapshotDay,
      long last,
      List<SourceFile> files) {
    if (intake.isFeed()) {
      add(digest, intake.indexDays() + (intake.isStream() ? " stream" : ""));
      add(digest, String.valueOf(snapshotDay));
      // A report without files of its own is about what is there.
      add(digest, files.isEmpty() ? "after " + last : "");
    }
  }

  /** Adds a text with its length, so that no two lists of texts run into the same bytes. */
  private static void add(MessageDigest digest, String text) {
    Stream.of(text.length() + ":", text)
        .forEach(part -> digest.update(part.getBytes(StandardCharsets.UTF_8)));
  }
}
