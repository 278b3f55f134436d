package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * A file of a delivery, read from its first record to its last by one reader, as a batch reads it:
 * the same records, at the same lines.
 *
 * @param metadata where it lies, and its size
 * @param name by which people know it
 * @param dataset the dataset it belongs to
 * @param limits how much of hostile input is borne
 */
public record WholeFile(Metadata metadata, String name, Dataset dataset, Limits limits) {

  /** What is to be done with each record, which the reader stands at. */
  public interface Each {
    void take(Header header, RecordReader record) throws IOException;
  }

  /**
   * Reads it.
   *
   * @throws FileUnreadableException if it is the file that is at fault, or its header
   */
  public void read(Each each) throws IOException {
    try (SourceReader source = open()) {
      Header header = header(source);
      while (source.records().next()) {
        each.take(header, source.records());
      }
    }
  }

  /** Where its fields stand. */
  public Header header() throws IOException {
    try (SourceReader source = open()) {
      return header(source);
    }
  }

  private SourceReader open() throws IOException {
    String path = metadata.resourceId().toString();
    boolean gzip = SourceFile.isGzip(name);
    FileScan scan = new FileScan(path, name, metadata.sizeBytes(), gzip, dataset.format(), limits);
    List<FileRange> ranges = FileScan.ranges(List.of(scan.whole()));
    boolean isWellFormed = !ranges.isEmpty() && ranges.get(0).wellFormed();
    FileRange whole = new FileRange(0, metadata.sizeBytes(), 1, isWellFormed);
    return SourceReader.open(path, name, gzip, whole, dataset, limits);
  }

  private Header header(SourceReader source) throws IOException {
    Header header = Header.read(source.records(), dataset, name);
    if (!header.problems().isEmpty()) {
      throw new FileUnreadableException(
          name, String.join("; ", header.problems()), "correct the header or the contract");
    }
    return header;
  }

  /**
   * Its text as its reader sees it, decompressed if need be: the bytes of the file from the first
   * one on or, where ASCII does not mean ASCII in them, UTF-8 without a byte order mark.
   */
  public InputStream text() throws IOException {
    InputStream stored = Channels.newInputStream(FileSystems.open(metadata.resourceId()));
    InputStream plain = SourceFile.isGzip(name) ? GzipStream.open(stored, name, limits) : stored;
    return isReadAsIs() ? plain : Encoding.decode(plain, name, dataset.format());
  }

  /** Whether its text is its bytes. */
  public boolean isReadAsIs() {
    return Encoding.isReadAsIs(dataset.format());
  }

  /** The character set of {@link #text}. */
  public Charset textCharset() {
    return Encoding.ofBytes(dataset.format());
  }
}
