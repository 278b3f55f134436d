package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Reads records from a text that was taken out of a file. */
public final class TextReaders {
  private TextReaders() {}

  /**
   * The records in a text, without a header.
   *
   * @param line the line of the file at which the text starts, from 1
   */
  public static RecordReader of(String text, Dataset dataset, Limits limits, long line) {
    Format format = dataset.format();
    InputStream in = new ByteArrayInputStream(text.getBytes(Encoding.ofBytes(format)));
    return format.kind() == Format.Kind.CSV
        ? new CsvReader(in, format, limits, false, line)
        : new JsonLinesReader(in, dataset.fields(), limits, line);
  }

  /** Whether every character of a text has a place in the encoding of a dataset's files. */
  public static boolean canStandIn(String text, Dataset dataset) {
    Charset charset = dataset.format().charset();
    return charset.canEncode() && charset.newEncoder().canEncode(text);
  }
}
