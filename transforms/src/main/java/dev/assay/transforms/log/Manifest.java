package dev.assay.transforms.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.schemas.Table;
import dev.assay.transforms.ledger.Ledger;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param replays number of the entry by which the delivery came in that this is again, with records
 *     of its quarantine mended or under another contract; null for a delivery of its own
 * @param status whether it was published or refused by its audit
 * @param asOf the day the batch speaks of: given, or the latest date in its data
 * @param base number of the last entry there was when the batch was planned, if it builds on those
 *     of its pipeline and domain: 0 if the log was empty; no other one of them was published
 *     between that and this one. Null for a batch that builds on none
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long replays,
    Status status,
    LocalDate asOf,
    @Nullable Long base,
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

  /** An entry of a delivery of its own. */
  public Manifest(
      int format,
      long number,
      String batch,
      String identity,
      String pipeline,
      String domain,
      @Nullable Stage stage,
      Status status,
      LocalDate asOf,
      @Nullable Long base,
      List<LocalDate> days,
      ContractVersion contract,
      Map<String, String> options,
      List<Source> sources,
      List<DataFile> files,
      List<Table> silver,
      List<Table> gold,
      Ledger ledger,
      Instant committedAt,
      String software) {
    this(
        format,
        number,
        batch,
        identity,
        pipeline,
        domain,
        stage,
        null,
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

  /** The layout that this version writes and reads. */
  public static final int FORMAT = 3;

  /**
   * Of two published batches that fill the whole of one table, the later one here is shown: that of
   * the later day; of one day, the one whose files were taken in later.
   */
  public static final Comparator<Manifest> RANK = Comparator.comparing(Manifest::rank);

  /** Name of the option that gives the day a batch speaks of. */
  public static final String AS_OF = "asOf";

  private static final Set<DataFile.Layer> TABLES =
      EnumSet.of(DataFile.Layer.SILVER, DataFile.Layer.INDEX, DataFile.Layer.GOLD);

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
    return List.copyOf(definitions().keySet());
  }

  /** What its tables are defined as; silver first. */
  public Map<TableId, Table> definitions() {
    Map<TableId, Table> tables = new LinkedHashMap<>();
    silver.forEach(table -> tables.put(new TableId(DataFile.Layer.SILVER, table.name()), table));
    gold.forEach(table -> tables.put(new TableId(DataFile.Layer.GOLD, table.name()), table));
    return tables;
  }

  /**
   * What it fills, or would have filled if it was refused: a table that is recomputed by day on its
   * {@link #days()}, and not at all if it has none; others whole. Silver first.
   */
  public Map<TableId, Scope> scopes() {
    Map<TableId, Scope> scopes = new LinkedHashMap<>();
    Scope own = Scope.of(days);
    definitions().forEach((id, table) -> scopes.put(id, table.incremental() ? own : Scope.WHOLE));
    scopes.values().removeIf(Scope::isEmpty);
    return Collections.unmodifiableMap(scopes);
  }

  /** The files of what it fills; those of an index stand with the silver that it finds rows in. */
  Map<TableId, List<DataFile>> filesByTable() {
    return files.stream()
        .filter(file -> TABLES.contains(file.layer()))
        .collect(Collectors.groupingBy(Manifest::table));
  }

  private static TableId table(DataFile file) {
    DataFile.Layer layer =
        file.layer() == DataFile.Layer.INDEX ? DataFile.Layer.SILVER : file.layer();
    return new TableId(layer, file.name());
  }

  /** A file of a table that is recomputed by day, but of no day that this entry has of it. */
  Optional<DataFile> strayFile() {
    Scope own = Scope.of(days);
    Map<TableId, List<DataFile>> byTable = filesByTable();
    return definitions().entrySet().stream()
        .filter(table -> table.getValue().incremental())
        .flatMap(table -> byTable.getOrDefault(table.getKey(), List.of()).stream())
        .filter(file -> !own.covers(file))
        .findFirst();
  }

  /** The same in short. */
  public Entry entry() {
    return new Entry(number, batch, identity, pipeline, domain, status, asOf);
  }

  Rank rank() {
    return new Rank(asOf, origin(), number);
  }

  /** Number of the entry by which the files came in that this batch was computed from. */
  public long origin() {
    if (replays != null) {
      return replays;
    }
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
        replays,
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
