package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads every record of the files of a dataset, sound or not, with its file, line and raw text.
 *
 * <p>Works on bounded and unbounded collections of files; a file is read by one worker, twice: once
 * to learn whether its quotes are well formed. A record whose bytes do not fit the contract's
 * encoding comes out with the problem {@code <field>.encoding}. A file that cannot be read at all,
 * or whose header does not fit the dataset, fails the pipeline with a {@link
 * FileUnreadableException}.
 */
public final class ReadRecords extends PTransform<PCollection<ReadableFile>, PCollection<Record>> {
  private final Dataset dataset;
  private final Limits limits;

  private ReadRecords(Dataset dataset, Limits limits) {
    this.dataset = dataset;
    this.limits = limits;
  }

  public static ReadRecords of(Dataset dataset) {
    return new ReadRecords(dataset, Limits.DEFAULT);
  }

  /** The same within other limits. */
  public ReadRecords withLimits(Limits limits) {
    return new ReadRecords(dataset, limits);
  }

  @Override
  public PCollection<Record> expand(PCollection<ReadableFile> files) {
    return files.apply("ReadFile", ParDo.of(new ReadFileFn(dataset, limits)));
  }

  private static final class ReadFileFn extends DoFn<ReadableFile, Record> {
    private final Dataset dataset;
    private final Limits limits;

    ReadFileFn(Dataset dataset, Limits limits) {
      this.dataset = dataset;
      this.limits = limits;
    }

    @ProcessElement
    public void process(@Element ReadableFile file, OutputReceiver<Record> output)
        throws IOException {
      String path = file.getMetadata().resourceId().toString();
      String name = file.getMetadata().resourceId().getFilename();
      long size = file.getMetadata().sizeBytes();
      boolean gzip = SourceFile.isGzip(name);
      FileScan scan = new FileScan(path, name, size, gzip, dataset.format(), limits);
      FileRange whole = FileScan.ranges(List.of(scan.whole())).get(0);
      try (SourceReader source = SourceReader.open(path, name, gzip, whole, dataset, limits)) {
        RecordReader records = source.records();
        RecordTexts texts = new RecordTexts(dataset, header(records, name), name);
        while (records.next()) {
          output.output(texts.record(records));
        }
      }
    }

    private Header header(RecordReader records, String name) throws IOException {
      Header header = Header.read(records, dataset, name);
      if (!header.problems().isEmpty()) {
        throw new FileUnreadableException(
            name, String.join("; ", header.problems()), "correct the header or the contract");
      }
      return header;
    }
  }
}
