package dev.assay.pipelines.plan;

import dev.assay.pipelines.Layout;
import dev.assay.pipelines.NamedPipeline;
import dev.assay.pipelines.RunOptions;
import dev.assay.pipelines.Text;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run would do.
 *
 * @param does what becomes of the delivery: publish; complete, if it was published before and only
 *     what is missing of it is made good; or nothing
 * @param batch id that the batch would have; null if there would be none
 * @param asOf the day it would speak of; null if its data will say
 * @param contract id and version
 * @param reads files that would be read
 * @param readsEntries entries of the log that would be read in their place, for a later stage
 * @param skips names in the input folder that would be left alone
 * @param writes folders that would be written to, under the lake
 * @param merges gold tables that would be merged into
 * @param replaces the batch that those tables show now; null if they show none
 * @param staysBehind whether they would go on to show it, since it speaks of a later day
 * @param archive where the files would be moved to; null if they would stay
 */
record PlanAnswer(
    String pipeline,
    String does,
    @Nullable String batch,
    @Nullable String asOf,
    @Nullable String contract,
    List<Read> reads,
    List<Long> readsEntries,
    List<String> skips,
    List<String> writes,
    List<Merge> merges,
    @Nullable String replaces,
    boolean staysBehind,
    @Nullable String archive) {

  /** A file that would be read. */
  record Read(String dataset, String file, long bytes, String crc32c) {}

  /**
   * A table that would be merged into.
   *
   * @param rows of it in the lake now
   * @param scope all of it, or the days that the new rows touch
   */
  record Merge(String table, long rows, String scope) {}

  static PlanAnswer nothing(NamedPipeline pipeline, RunOptions options) {
    return new PlanAnswer(
        pipeline.name(),
        "nothing",
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        false,
        options.getArchive());
  }

  static PlanAnswer of(NamedPipeline pipeline, RunOptions options, Delivery delivery)
      throws IOException {
    List<Manifest> before = before(delivery);
    Optional<Manifest> shown =
        delivery.intake().isFeed()
            ? Optional.empty()
            : Log.current(before, entry -> !entry.sources().isEmpty());
    boolean isNew = delivery.published() == null;
    List<String> tables = isNew ? tables(pipeline) : List.of();
    return new PlanAnswer(
        pipeline.name(),
        isNew ? "publish" : "complete",
        delivery.batch(),
        delivery.asOf() == null ? null : delivery.asOf().toString(),
        delivery.contract().id() + " " + delivery.contract().version(),
        isNew ? delivery.files().stream().map(PlanAnswer::read).toList() : List.of(),
        delivery.reads().stream().map(Manifest::number).toList(),
        delivery.ignored(),
        isNew ? writes(delivery, tables) : List.of(),
        tables.stream().map(table -> merge(table, delivery, before)).toList(),
        shown.filter(entry -> isNew).map(Manifest::batch).orElse(null),
        delivery.asOf() != null
            && shown.filter(entry -> delivery.asOf().isBefore(entry.asOf())).isPresent(),
        options.getArchive());
  }

  private static List<Manifest> before(Delivery delivery) throws IOException {
    Log log = Log.of(delivery.lake().root());
    List<Manifest> before = new ArrayList<>();
    for (Entry entry : log.entries()) {
      if (entry.isOf(delivery.pipeline(), delivery.contract().domain())) {
        before.add(log.read(entry.number()));
      }
    }
    return before;
  }

  private static Read read(SourceFile file) {
    return new Read(file.dataset(), file.name(), file.size(), file.crc32c());
  }

  /** A pipeline names its tables in what it says of itself; ingest computes none. */
  private static List<String> tables(NamedPipeline pipeline) {
    return Arrays.stream(pipeline.writes().split(", "))
        .filter(word -> word.matches("[a-z][a-z0-9_]*"))
        .toList();
  }

  private static List<String> writes(Delivery delivery, List<String> tables) {
    List<String> folders = new ArrayList<>();
    if (delivery.takesFilesIn()) {
      for (String dataset : delivery.bytes().keySet()) {
        folders.add(Lake.folder(Layer.SILVER, dataset, delivery.batch()));
      }
    }
    tables.forEach(table -> folders.add(Lake.folder(Layer.GOLD, table, delivery.batch())));
    return folders;
  }

  private static Merge merge(String table, Delivery delivery, List<Manifest> before) {
    boolean isByDay =
        delivery.intake().isFeed()
            && delivery.contract().datasets().stream()
                .filter(dataset -> delivery.bytes().containsKey(dataset.name()))
                .anyMatch(Dataset::isIncremental);
    return new Merge(
        delivery.contract().domain() + "_gold." + table,
        rows(table, delivery, before),
        isByDay ? "the days of the new rows" : "all of it");
  }

  private static long rows(String table, Delivery delivery, List<Manifest> before) {
    return History.of(
            before,
            delivery.pipeline(),
            delivery.contract().domain(),
            before.stream().mapToLong(Manifest::number).max().orElse(0))
        .files(Layer.GOLD, table)
        .stream()
        .mapToLong(DataFile::rows)
        .sum();
  }

  /** The same for a person. */
  List<String> lines() {
    if (does.equals("nothing")) {
      return List.of(pipeline + ": nothing new, a run would do nothing");
    }
    String day = asOf == null ? "the latest date in the data" : asOf;
    List<String> lines = new ArrayList<>();
    lines.add(pipeline + ", batch " + batch + ", as of " + day + ", contract " + contract);
    lines.add("");
    if (does.equals("complete")) {
      lines.add("Published before: a run would only make good what is missing of it");
      return lines;
    }
    addFiles(lines);
    addTables(lines);
    lines.add("");
    if (staysBehind) {
      lines.add("The tables would go on to show batch " + replaces + ", which is of a later day");
    } else if (replaces != null) {
      lines.add("In the place of batch " + replaces);
    }
    lines.add(
        archive == null
            ? "The files would stay where they are"
            : "The files would be moved to " + archive + "/" + batch);
    return lines;
  }

  private void addFiles(List<String> lines) {
    Layout files = Layout.of("Would read", "bytes", "");
    reads.forEach(read -> files.row(read.file(), Text.count(read.bytes()), read.dataset()));
    readsEntries.forEach(entry -> files.row("log entry " + entry, "", ""));
    lines.addAll(files.lines());
    if (!skips.isEmpty()) {
      lines.add("  not read: " + String.join(", ", skips));
    }
    lines.add("");
    lines.add("Would write");
    writes.forEach(folder -> lines.add("  " + folder));
  }

  private void addTables(List<String> lines) {
    if (!merges.isEmpty()) {
      Layout tables = Layout.of("Would merge into", "rows now", "");
      merges.forEach(m -> tables.row(m.table(), Text.count(m.rows()), m.scope()));
      lines.add("");
      lines.addAll(tables.lines());
    }
  }
}
