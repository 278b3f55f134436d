package dev.assay.transforms.lake;

import dev.assay.schemas.Columns;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * Writes encoded rows as Parquet, field by field, without making objects of them. Equal rows in
 * equal order become equal bytes.
 */
public final class ParquetRows implements AutoCloseable {
  static final CompressionCodecName CODEC = CompressionCodecName.SNAPPY;

  /** Bytes of compressed pages after which a row group ends: it is held in memory until then. */
  private static final long GROUP_BYTES = 64L << 20;

  /** How much of a least or greatest value stands in the footer, in bytes. */
  private static final int SHOWN_BYTES = 64;

  /** Rows between two looks at the size of the row group. */
  private static final int LOOK = 10_000;

  private final ParquetFileWriter file;
  private final ParquetOutput output;
  private final CodecFactory codecs;
  private final MessageType schema;
  private final RowFields fields;
  private long rows;
  private long groupRows;

  private final long groupBytes;

  private ParquetRows(ParquetOutput output, MessageType schema, RowFields fields, long groupBytes)
      throws IOException {
    this.groupBytes = groupBytes;
    this.output = output;
    this.schema = schema;
    this.fields = fields;
    this.codecs = new CodecFactory(new PlainParquetConfiguration(), 0);
    this.file =
        new ParquetFileWriter(
            output,
            schema,
            ParquetFileWriter.Mode.CREATE,
            groupBytes,
            0,
            SHOWN_BYTES,
            SHOWN_BYTES,
            true);
    file.start();
    fields.begin(schema, codecs.getCompressor(CODEC));
  }

  /**
   * Starts a file.
   *
   * @param columns the columns of the file; those that say where a row comes from are filled in
   * @param encoded the columns of the rows, in the order they are encoded in
   * @param batch the batch the rows came with
   */
  public static ParquetRows to(OutputStream out, Columns columns, Columns encoded, String batch)
      throws IOException {
    return to(out, columns, encoded, batch, GROUP_BYTES);
  }

  /** Starts a file whose row groups are ended once they have so many bytes. */
  static ParquetRows to(
      OutputStream out, Columns columns, Columns encoded, String batch, long groupBytes)
      throws IOException {
    RowFields fields = new RowFields(columns, encoded, batch);
    return new ParquetRows(new ParquetOutput(out), ParquetSchemas.of(columns), fields, groupBytes);
  }

  /** Writes the row that a cursor stands at, which was read from {@code file}. */
  public void write(RowCursor row, String source) throws IOException {
    fields.add(row, source);
    rows++;
    groupRows++;
    if (groupRows % LOOK == 0 && fields.bytes() >= groupBytes) {
      endGroup();
      fields.begin(schema, codecs.getCompressor(CODEC));
    }
  }

  private void endGroup() throws IOException {
    if (groupRows > 0) {
      file.startBlock(groupRows);
      fields.writeTo(file);
      file.endBlock();
    }
    groupRows = 0;
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      endGroup();
      output.endFollows();
      file.end(Map.of());
      output.finish();
    } finally {
      codecs.release();
    }
  }
}
