package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The records of a range of a file, and the checksum of the bytes they were read from. */
public final class SourceReader implements Closeable {
  private final StoredBytes stored;
  private final RecordReader records;

  private SourceReader(StoredBytes stored, RecordReader records) {
    this.stored = stored;
    this.records = records;
  }

  /**
   * Opens a range. Its first record is the header, if the range starts the file and the format has
   * one: see {@link RecordReader#skipHeader} and {@link Header#read}.
   *
   * @param path as Beam's file systems know it
   * @param file its name, for messages
   * @param gzip whether it is compressed; the range is then the whole of it
   */
  public static SourceReader open(
      String path, String file, boolean gzip, FileRange range, Dataset dataset, Limits limits)
      throws IOException {
    StoredBytes stored = StoredBytes.open(path, file, range.start(), range.end());
    try {
      InputStream plain = gzip ? GzipStream.open(stored, file, limits) : stored;
      InputStream text =
          range.start() == 0 ? Encoding.decode(plain, file, dataset.format()) : plain;
      return new SourceReader(stored, records(text, range, dataset, limits));
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private static RecordReader records(
      InputStream in, FileRange range, Dataset dataset, Limits limits) {
    if (dataset.format().kind() == Format.Kind.CSV) {
      return new CsvReader(in, dataset.format(), limits, range.wellFormed(), range.line());
    }
    return new JsonLinesReader(in, dataset.fields(), limits, range.line());
  }

  public RecordReader records() {
    return records;
  }

  /**
   * CRC-32C of the stored bytes read so far: of the whole range, once there is no next record.
   * Those of a file's ranges combine to the file's own ({@link Crc32c#combine}), or it has changed.
   */
  public int crc32c() {
    return stored.crc32c();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
