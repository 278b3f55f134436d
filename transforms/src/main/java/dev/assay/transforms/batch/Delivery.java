package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.lake.LakeFile;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A delivery that was looked at and found fit to be read: all that a run must know, fixed before
 * its graph is built.
 *
 * @param pipeline name of the pipeline
 * @param stage which stage of it this run is; null if it is all of them
 * @param reads entries of the log that it reads instead of files: that of the stage before, then
 *     what that one was computed from; none if it takes files in
 * @param intake how files are taken in
 * @param base number of the entry of the log that it builds on; null if it builds on none
 * @param contract what the files must be
 * @param input the folder it lies in, without a slash at its end; empty if it takes no files in
 * @param files the files, in the order of datasets and names; each is called by its index
 * @param ignored names in the input folder that belong to no dataset
 * @param lake where this run writes
 * @param batch id of the batch
 * @param identity hash over the files and over all that changes the result
 * @param asOf the day the delivery speaks of; null if its data says
 * @param options what else changes the result, by name
 * @param warehouse where the tables are published: {@code duckdb:FILE} or {@code bigquery:PROJECT}
 * @param archive folder the files are moved to once published, or null
 * @param limits how much of hostile input is borne
 * @param replay what it takes out of quarantine; null for a delivery of its own
 * @param previous what was published before of the same pipeline and domain
 * @param published the log's entry if this very batch was published before
 */
public record Delivery(
    String pipeline,
    @Nullable String stage,
    List<Manifest> reads,
    Intake intake,
    @Nullable Long base,
    Contract contract,
    String input,
    List<SourceFile> files,
    List<String> ignored,
    Lake lake,
    String batch,
    String identity,
    @Nullable LocalDate asOf,
    Map<String, String> options,
    String warehouse,
    @Nullable String archive,
    Limits limits,
    @Nullable Replay replay,
    List<Previous> previous,
    @Nullable Manifest published)
    implements Serializable {

  /**
   * A batch that was published before.
   *
   * @param asOf the day it speaks of
   * @param number its place in the log
   * @param rows its rows of silver by dataset
   */
  public record Previous(LocalDate asOf, long number, Map<String, Long> rows)
      implements Serializable {

    static Previous of(Manifest manifest) {
      Map<String, Long> rows = new HashMap<>();
      for (FileBalance file : manifest.ledger().files()) {
        rows.merge(file.dataset(), file.accepted(), Long::sum);
      }
      return new Previous(manifest.asOf(), manifest.number(), rows);
    }
  }

  /**
   * The batch that this one is measured against: the latest published one. If somebody said which
   * day this delivery speaks of, the latest that does not speak of a later day, so that a backfill
   * is not taken for a delivery that was cut off. A day that only the data gives proves nothing:
   * data that is cut off ends earlier.
   */
  Optional<Previous> before(String dataset) {
    return previous.stream()
        .filter(batch -> batch.rows().containsKey(dataset))
        .filter(batch -> asOf == null || !batch.asOf().isAfter(asOf))
        .max(Comparator.comparing(Previous::asOf).thenComparingLong(Previous::number));
  }

  /** How much larger compressed input is taken to be than its file. */
  private static final int COMPRESSION = 5;

  /**
   * Starts a file of this batch. Its name begins with part of the identity, and with the entry that
   * the batch builds on: a run that was given the same batch id for other data, or that adds the
   * same data to other days, writes other files, and neither harms the other.
   */
  LakeFile create(DataFile.Layer layer, String name, String part) throws IOException {
    return lake.create(layer, name, batch, filePrefix() + part);
  }

  /** Starts a file of the rows of one day. */
  LakeFile create(DataFile.Layer layer, String name, LocalDate day, String part)
      throws IOException {
    return lake.create(layer, name, batch, day, filePrefix() + part);
  }

  /** What the names of all files of this batch and identity begin with. */
  String filePrefix() {
    return identity.substring(0, 8) + "-" + (base == null ? "" : base + "-");
  }

  /** One like it, of other files. */
  Delivery with(
      String newBatch, String newIdentity, long newBase, String run, List<SourceFile> newFiles) {
    return new Delivery(
        pipeline,
        stage,
        reads,
        intake,
        newBase,
        contract,
        input,
        newFiles,
        List.of(),
        new Lake(lake.root(), run),
        newBatch,
        newIdentity,
        asOf,
        options,
        warehouse,
        archive,
        limits,
        null,
        previous,
        null);
  }

  /** Whether it has all the bytes that one may have, so that there may be more. */
  boolean isFull() {
    return files.stream().mapToLong(SourceFile::size).sum() >= intake.bytes();
  }

  /** Whether it takes files in: not a stage that reads what was committed. */
  public boolean takesFilesIn() {
    return reads.isEmpty();
  }

  /** A feed need not bring all that it may bring. */
  private boolean takes(Dataset dataset) {
    return intake.takes(dataset.name())
        && (!intake.isFeed()
            || intake.isStream()
            || files.stream().anyMatch(file -> file.dataset().equals(dataset.name())));
  }

  /** The datasets that it refines; none for a stage that reads them refined. */
  List<Dataset> datasets() {
    return takesFilesIn() ? contract.datasets().stream().filter(this::takes).toList() : List.of();
  }

  /**
   * What earlier batches left, as it was when this one was planned.
   *
   * @throws IOException if the log cannot be read
   */
  History history() throws IOException {
    return History.at(
        lake.root(), pipeline, contract.domain(), Optional.ofNullable(base).orElse(0L));
  }

  /** Whether another batch of the feed that it builds on was published since it was planned. */
  public boolean isOvertaken() throws IOException {
    return base != null
        && History.latest(lake.root(), pipeline, contract.domain()).entries().stream()
            .anyMatch(entry -> entry.isPublished() && entry.number() > base);
  }

  /** Bytes of input, uncompressed, of which a day's rows are written by one worker. */
  private static final long SPLIT = 512L << 20;

  /** Into how many parts the rows of a day are split: follows from the files alone. */
  int splits() {
    return (int) Math.max(1, files.stream().mapToLong(SourceFile::size).sum() / SPLIT);
  }

  /** Of the entries that it reads, the one by which the files came in. */
  Manifest silverRead() {
    return reads.get(reads.size() - 1);
  }

  /** What the log says of the stage. */
  Manifest.@Nullable Stage logged() {
    return stage == null
        ? null
        : new Manifest.Stage(stage, reads.stream().map(Manifest::number).toList());
  }

  /** Into how many buckets a dataset is grouped: follows from the sizes of its files alone. */
  public int buckets(Dataset dataset) {
    long bytes = 0;
    for (SourceFile file : files) {
      if (file.dataset().equals(dataset.name())) {
        bytes += file.gzip() ? file.size() * COMPRESSION : file.size();
      }
    }
    return Rows.bucketsFor(bytes);
  }

  /**
   * Into how many buckets the largest dataset is grouped, of a feed with what earlier batches left
   * of it. Very many if the delivery has no files of its own to tell by.
   */
  public int buckets() throws IOException {
    if (files.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    int most = 1;
    for (Dataset dataset : datasets()) {
      most = Math.max(most, buckets(dataset));
      if (intake.isFeed()) {
        most = Math.max(most, Past.buckets(history(), DataFile.Layer.SILVER, dataset.name()));
      }
    }
    return most;
  }

  /** Bytes of the files of each dataset that is taken in, in the contract's order. */
  public Map<String, Long> bytes() {
    Map<String, Long> bytes = new LinkedHashMap<>();
    datasets().forEach(dataset -> bytes.put(dataset.name(), 0L));
    files.forEach(file -> bytes.merge(file.dataset(), file.size(), Long::sum));
    return bytes;
  }

  /** The files as the log lists them. */
  public List<Manifest.Source> sources() {
    return files.stream()
        .map(f -> new Manifest.Source(f.dataset(), f.name(), f.size(), f.crc32c()))
        .toList();
  }
}
