package dev.assay.transforms.log;

import dev.assay.schemas.Table;
import dev.assay.transforms.ledger.Ledger;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One entry of the log: all that a batch is. It suffices to fill a warehouse.
 *
 * @param format version of this record's layout
 * @param number its place in the log, from 1
 * @param batch id of the batch
 * @param identity hash over the input files and over all that changes the result; equal for two
 *     runs that must end alike
 * @param pipeline name of the pipeline
 * @param domain domain of the contract: names the warehouse's schemas
 * @param stage which stage of its pipeline the batch is; null if it is all of them
 * @param status whether it was published or refused by its audit
 * @param asOf the day the batch speaks of: given, or the latest date in its data
 * @param base number of the entry that the batch builds on: the last that was there when it was
 *     planned. No other batch of its pipeline and domain came between; 0 for one that builds on
 *     none
 * @param days the days that it holds anew, whole, of the tables that are cut by day
 * @param contract id and version of the contract, and the hash of its text
 * @param options what else changes the result, by name; the day too, if it was given
 * @param sources the input files
 * @param files the files written; a refused batch lists no silver and no gold
 * @param silver definitions of the silver tables
 * @param gold definitions of the gold tables
 * @param ledger the books, and every check made on them
 * @param committedAt when this entry was written
 * @param software version of Assay that wrote it
 */
public record Manifest(
    int format,
    long number,
    String batch,
    String identity,
    String pipeline,
    String domain,
    @Nullable Stage stage,
    Status status,
    LocalDate asOf,
    long base,
    List<LocalDate> days,
    ContractVersion contract,
    Map<String, String> options,
    List<Source> sources,
    List<DataFile> files,
    List<Table> silver,
    List<Table> gold,
    Ledger ledger,
    Instant committedAt,
    String software)
    implements Serializable {

  /** The layout that this version writes and reads. */
  public static final int FORMAT = 3;

  /**
   * Of two published batches that fill one table, the later one here is shown: that of the later
   * day; of one day, the one whose files were taken in later.
   */
  public static final Comparator<Manifest> RANK =
      Comparator.comparing(Manifest::asOf)
          .thenComparingLong(Manifest::origin)
          .thenComparingLong(Manifest::number);

  /** Name of the option that gives the day a batch speaks of. */
  public static final String AS_OF = "asOf";

  /** How a batch ended. */
  public enum Status {
    PUBLISHED,
    REFUSED
  }

  /**
   * A part of a pipeline that commits what it computes for the next part to read.
   *
   * @param name what the pipeline calls it
   * @param reads numbers of the entries it was computed from: that of the stage before, then what
   *     that one was computed from, and so on; none for a stage that reads files
   */
  public record Stage(String name, List<Long> reads) implements Serializable {}

  /** The contract a batch was held against. */
  public record ContractVersion(String id, String version, String sha256) implements Serializable {}

  /**
   * An input file.
   *
   * @param dataset the dataset it belongs to
   * @param name its name in the input folder
   * @param bytes its size
   * @param crc32c checksum of its bytes, 8 hex digits
   */
  public record Source(String dataset, String name, long bytes, String crc32c)
      implements Serializable {}

  /** A table that a batch fills: the layer it lies in, silver or gold, and its name there. */
  public record TableId(DataFile.Layer layer, String name) implements Serializable {}

  public boolean isPublished() {
    return status == Status.PUBLISHED;
  }

  /** The day the batch speaks of, if it was given and not found in the data; ISO 8601. */
  public Optional<String> givenAsOf() {
    return Optional.ofNullable(options.get(AS_OF));
  }

  /** Whether it came from that pipeline and fills the tables of that domain. */
  public boolean isOf(String otherPipeline, String otherDomain) {
    return pipeline.equals(otherPipeline) && domain.equals(otherDomain);
  }

  /** The tables that it fills, or would have filled if it was refused. */
  public List<TableId> tables() {
    return Stream.concat(
            silver.stream().map(table -> new TableId(DataFile.Layer.SILVER, table.name())),
            gold.stream().map(table -> new TableId(DataFile.Layer.GOLD, table.name())))
        .toList();
  }

  /** Number of the entry by which the files came in that this batch was computed from. */
  public long origin() {
    return stage == null || stage.reads().isEmpty()
        ? number
        : stage.reads().get(stage.reads().size() - 1);
  }

  /** Files of one layer of one dataset or table, in the order of their paths. */
  public List<DataFile> files(DataFile.Layer layer, String name) {
    return files.stream().filter(f -> f.layer() == layer && f.name().equals(name)).toList();
  }

  /** This manifest under another number of the log. */
  public Manifest withNumber(long newNumber) {
    return new Manifest(
        format,
        newNumber,
        batch,
        identity,
        pipeline,
        domain,
        stage,
        status,
        asOf,
        base,
        days,
        contract,
        options,
        sources,
        files,
        silver,
        gold,
        ledger,
        committedAt,
        software);
  }
}
