package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import dev.assay.transforms.batch.Lines.Quarantined;
import dev.assay.transforms.batch.Lines.Warned;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.milestones.ReadCounters;
import dev.assay.transforms.read.FileUnreadableException;
import dev.assay.transforms.read.RecordReader;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.read.SourceReader;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BucketBlocks;
import dev.assay.transforms.rows.BucketHash;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.validate.HashKey;
import dev.assay.transforms.validate.HiddenRecords;
import dev.assay.transforms.validate.Masking;
import dev.assay.transforms.validate.RecordValidator;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads ranges of files, holds each record against the contract, and puts each where it belongs:
 * sound ones into blocks by bucket, the others into quarantine, whole; violations of records that
 * go on into a list of their own. One pass; memory follows the number of buckets, not the range.
 */
final class ValidateRecords extends DoFn<FileParts, KV<Integer, Block>> {
  /** Records between two looks at the counters. */
  private static final int STEP = 5_000;

  /** Sound rows of snapshots, by the bucket of their key. */
  static final TupleTag<KV<Integer, Block>> ROWS = new TupleTag<>("rows");

  /** When rows of incremental datasets happened, one element a piece of work. */
  static final TupleTag<Arrivals> ARRIVALS = new TupleTag<>("arrivals");

  static final TupleTag<Fact> FACTS = new TupleTag<>("facts");

  private final Deliveries deliveries;
  private final Buckets buckets;

  /** Sound rows of an incremental dataset, by the bucket of their key. */
  static TupleTag<KV<Integer, Block>> arrived(Dataset dataset) {
    return new TupleTag<>("arrived-" + dataset.name());
  }

  ValidateRecords(Deliveries deliveries, Buckets buckets) {
    this.deliveries = deliveries;
    this.buckets = buckets;
  }

  @ProcessElement
  public void validate(@Element FileParts work, BoundedWindow window, MultiOutputReceiver out)
      throws IOException {
    Delivery delivery = deliveries.in(window);
    Arrivals arrivals = Arrivals.none();
    for (FilePart part : work.parts()) {
      try {
        validate(delivery, part, arrivals, out);
      } catch (FileUnreadableException e) {
        if (!delivery.intake().isStream()) {
          throw e;
        }
        // It would be no other the next time: the audit finds it unread, and refuses the delivery.
        deliveries.tell(e.getMessage());
        out.get(FACTS).output(new Fact.RangeRead(part.file(), part.range().start(), 0, 0, 0));
      }
    }
    out.get(ARRIVALS).output(arrivals);
  }

  private void validate(
      Delivery delivery, FilePart part, Arrivals arrivals, MultiOutputReceiver out)
      throws IOException {
    SourceFile file = delivery.files().get(part.file());
    Dataset dataset = delivery.contract().dataset(file.dataset());
    OutputReceiver<KV<Integer, Block>> rows =
        out.get(dataset.isIncremental() ? arrived(dataset) : ROWS);
    OutputReceiver<Fact> told = out.get(FACTS);
    try (SourceReader source = file.open(part.range(), dataset, delivery.limits());
        Range range = new Range(delivery, part, file, dataset)) {
      range.read(source.records(), arrivals, rows);
      range.finish(told);
      told.output(
          new Fact.RangeRead(
              part.file(),
              part.range().start(),
              part.range().length(),
              source.crc32c(),
              source.records().recordsRead()));
    }
  }

  /** One range on its way through. */
  private final class Range implements AutoCloseable {
    private final Delivery delivery;
    private final FilePart part;
    private final SourceFile file;
    private final Dataset dataset;
    private final RowLayout layout;
    private final JsonLines quarantine;
    private final JsonLines warnings;
    private final RuleTally tally;
    private final Masking masking;
    private @Nullable HiddenRecords hidden;

    Range(Delivery delivery, FilePart part, SourceFile file, Dataset dataset) {
      this.delivery = delivery;
      this.part = part;
      this.file = file;
      this.dataset = dataset;
      this.layout = RowLayout.of(dataset);
      this.quarantine = lines(DataFile.Layer.QUARANTINE);
      this.warnings = lines(DataFile.Layer.VIOLATIONS);
      this.tally = new RuleTally(dataset.name(), file.name());
      this.masking = Masking.of(dataset, file.columns(), file.width());
    }

    private JsonLines lines(DataFile.Layer layer) {
      String name = String.format("file-%05d-%012d.jsonl", part.file(), part.range().start());
      return new JsonLines(() -> delivery.create(layer, dataset.name(), name));
    }

    void read(RecordReader records, Arrivals arrivals, OutputReceiver<KV<Integer, Block>> out)
        throws IOException {
      if (part.range().start() == 0
          && dataset.format().kind() == Format.Kind.CSV
          && dataset.format().header()) {
        records.skipHeader();
      }
      RecordValidator validator =
          new RecordValidator(
              dataset, layout.columns(), file.columns(), file.width(), records.charset());
      hidden = hidden(records);
      BucketHash hash = new BucketHash(buckets.of(dataset));
      BucketBlocks rows =
          new BucketBlocks(
              buckets.of(dataset),
              dataset.isIncremental() ? SettleKeys.ARRIVED : 0,
              (bucket, block) -> out.output(KV.of(id(dataset, bucket), block)));
      RowCursor row =
          new RowCursor(dataset.isIncremental() ? layout.columns() : layout.groupedBy());
      int keySize = layout.groupedBy().size();
      Moments moments = new Moments(row, dataset);
      BooleanSupplier spansLines = () -> spansLines(records);
      Progress progress = new Progress();
      while (records.next()) {
        if (validator.validate(
            records, records.line(), records.size(), records.problem(), spansLines)) {
          row.moveTo(validator.row().bytes(), 0);
          rows.add(hash.bucketOf(row, keySize), validator.row(), file.name());
          moments.look();
        }
        if (validator.hasViolations()) {
          list(records, validator);
        }
        progress.at(records);
      }
      rows.flush(file.name());
      moments.tell(file.name(), arrivals);
      progress.end(records);
    }

    /** What hides classified values, if the dataset has such fields and somebody asked for it. */
    private @Nullable HiddenRecords hidden(RecordReader records) throws IOException {
      HashKey key = delivery.intake().hidingKey();
      return key == null || dataset.fields().stream().allMatch(Field::isPublic)
          ? null
          : new HiddenRecords(dataset, file.columns(), file.width(), records.charset(), key.open());
    }

    /** Snapshots share one grouping; an incremental dataset has one of its own. */
    private int id(Dataset of, int bucket) {
      return of.isIncremental() ? bucket : buckets.id(of, bucket);
    }

    private boolean spansLines(RecordReader records) {
      String raw = records.raw();
      return raw.indexOf('\n') >= 0 || raw.indexOf('\r') >= 0;
    }

    private void list(RecordReader records, RecordValidator validator) throws IOException {
      List<Violation> violations = validator.violations();
      tally.add(records.line(), validator.rejects(), violations);
      if (validator.rejects()) {
        quarantine.write(
            new Quarantined(
                delivery.batch(),
                dataset.name(),
                file.name(),
                records.line(),
                hidden == null ? records.raw() : hidden.raw(records),
                masking.of(records.raw()),
                (hidden == null ? violations : hidden.violations(records, violations))
                    .stream().map(Lines.Broken::of).toList()));
        return;
      }
      for (Violation violation : violations) {
        warnings.write(
            Warned.of(delivery.batch(), dataset.name(), file.name(), records.line(), violation));
      }
    }

    void finish(OutputReceiver<Fact> out) throws IOException {
      for (JsonLines lines : List.of(quarantine, warnings)) {
        if (!lines.isEmpty()) {
          DataFile written = lines.finish();
          out.output(
              new Fact.FileWritten(written, JsonLines.linesBySource(lines.resource()), null));
        }
      }
      tally.facts().forEach(out::output);
    }

    @Override
    public void close() throws IOException {
      quarantine.close();
      warnings.close();
    }

    /** Tells whoever watches how far the range is, in bytes of the file as stored. */
    private final class Progress {
      private final Counter bytes = ReadCounters.bytes(dataset.name());
      private final Counter records = ReadCounters.records(dataset.name());
      private long toldBytes;
      private long toldRecords;

      void at(RecordReader reader) {
        if (reader.recordsRead() - toldRecords >= STEP) {
          tell(
              file.gzip() ? toldBytes : Math.min(reader.position(), part.range().length()), reader);
        }
      }

      void end(RecordReader reader) {
        tell(part.range().length(), reader);
      }

      private void tell(long position, RecordReader reader) {
        bytes.inc(position - toldBytes);
        records.inc(reader.recordsRead() - toldRecords);
        toldBytes = position;
        toldRecords = reader.recordsRead();
      }
    }
  }
}
