package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Writes encoded rows as Parquet, field by field, without making objects of them. Equal rows in
 * equal order become equal bytes.
 */
public final class ParquetRows implements AutoCloseable {
  private final ParquetWriter<RowCursor> writer;
  private final RowWriteSupport support;
  private final ParquetOutput output;
  private long rows;

  private ParquetRows(
      ParquetWriter<RowCursor> writer, RowWriteSupport support, ParquetOutput output) {
    this.writer = writer;
    this.support = support;
    this.output = output;
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
    ParquetOutput output = new ParquetOutput(out);
    RowWriteSupport support = new RowWriteSupport(columns, encoded, batch, output);
    return new ParquetRows(new Builder(output, support).build(), support, output);
  }

  /** Writes the row that a cursor stands at, which was read from {@code file}. */
  public void write(RowCursor row, String file) throws IOException {
    support.file(file);
    writer.write(row);
    rows++;
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    writer.close();
    output.finish();
  }

  private static final class Builder extends ParquetWriter.Builder<RowCursor, Builder> {
    private final RowWriteSupport support;

    Builder(ParquetOutput out, RowWriteSupport support) {
      super(out);
      this.support = support;
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.SNAPPY);
      withSizeStatisticsEnabled(false);
      for (Column column : support.columns) {
        withDictionaryEncoding(column.name(), mayRepeat(column));
        withStatisticsEnabled(column.name(), isWorthStatistics(column, support.sortedBy));
      }
    }

    /** Rows are sorted by their first encoded column; of other texts the extremes tell little. */
    private static boolean isWorthStatistics(Column column, String sortedBy) {
      return column.type().kind() != Type.Kind.STRING || column.name().equals(sortedBy);
    }

    /** Amounts and line numbers seldom repeat: looking for them in a dictionary is lost time. */
    private static boolean mayRepeat(Column column) {
      return column.type().kind() != Type.Kind.DECIMAL && !column.equals(Dataset.SOURCE_LINE);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract above, though the other one is called
    protected WriteSupport<RowCursor> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<RowCursor> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }

  private static final class RowWriteSupport extends WriteSupport<RowCursor> {
    private static final int FILE = -1;
    private static final int LINE = -2;
    private static final int BATCH = -3;

    private final Columns columns;
    private final String[] names;
    private final Type[] types;
    private final int[] sources;
    private final Binary batch;
    private final String sortedBy;
    private final ParquetOutput output;
    private String fileName = "";
    private Binary file = Binary.EMPTY;
    private RecordConsumer consumer;

    RowWriteSupport(Columns columns, Columns encoded, String batch, ParquetOutput output) {
      this.output = output;
      this.columns = columns;
      this.batch = Binary.fromString(batch);
      this.sortedBy = encoded.get(0).name();
      this.names = columns.names().toArray(String[]::new);
      this.types = columns.asList().stream().map(Column::type).toArray(Type[]::new);
      this.sources = columns.asList().stream().mapToInt(c -> source(c, encoded)).toArray();
    }

    private static int source(Column column, Columns encoded) {
      if (encoded.contains(column.name())) {
        return encoded.indexOf(column.name());
      }
      if (column.equals(Dataset.SOURCE_FILE)) {
        return FILE;
      }
      if (column.equals(Dataset.SOURCE_LINE)) {
        return LINE;
      }
      if (column.equals(Dataset.BATCH)) {
        return BATCH;
      }
      throw new IllegalArgumentException("rows have no column " + column.name());
    }

    void file(String name) {
      if (!name.equals(fileName)) {
        fileName = name;
        file = Binary.fromConstantByteArray(name.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    @SuppressWarnings("deprecation") // abstract above, though the other one is called
    public WriteContext init(Configuration configuration) {
      return new WriteContext(ParquetSchemas.of(columns), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(ParquetSchemas.of(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(RowCursor row) {
      consumer.startMessage();
      for (int i = 0; i < sources.length; i++) {
        int source = sources[i];
        if (source >= 0 && row.isNull(source)) {
          requireNullable(columns.get(i));
          continue;
        }
        consumer.startField(names[i], i);
        switch (source) {
          case FILE -> consumer.addBinary(file);
          case LINE -> consumer.addLong(row.line());
          case BATCH -> consumer.addBinary(batch);
          default -> writeValue(row, source, types[i]);
        }
        consumer.endField(names[i], i);
      }
      consumer.endMessage();
    }

    /** Parquet would write a file that nothing can read. */
    private static void requireNullable(Column column) {
      if (!column.nullable()) {
        throw new IllegalArgumentException(column.name() + " is null, which it must not be");
      }
    }

    @Override
    public FinalizedWriteContext finalizeWrite() {
      output.endFollows();
      return super.finalizeWrite();
    }

    private void writeValue(RowCursor row, int source, Type type) {
      switch (type.kind()) {
        case STRING ->
            consumer.addBinary(
                Binary.fromReusedByteArray(
                    row.bytes(), row.start(source), row.end(source) - row.start(source)));
        case INTEGER, TIMESTAMP -> consumer.addLong(row.longAt(source));
        case DATE -> consumer.addInteger((int) row.longAt(source));
        case BOOLEAN -> consumer.addBoolean(row.longAt(source) != 0);
        case DECIMAL -> {
          if (type.isCompactDecimal() && type.precision() <= ParquetSchemas.INT32_DIGITS) {
            consumer.addInteger((int) row.longAt(source));
          } else if (type.isCompactDecimal()) {
            consumer.addLong(row.longAt(source));
          } else {
            consumer.addBinary(fixed(row, source, type));
          }
        }
      }
    }

    /** Rows of gold are encoded with nine decimals; the table may have the contract's scale. */
    private static Binary fixed(RowCursor row, int source, Type type) {
      int scale = row.columns().get(source).type().scale();
      if (scale == type.scale()) {
        return fixed(row.bytes(), row.start(source), row.end(source));
      }
      byte[] unscaled = row.decimalAt(source).setScale(type.scale()).unscaledValue().toByteArray();
      return fixed(unscaled, 0, unscaled.length);
    }

    private static Binary fixed(byte[] unscaled, int start, int end) {
      byte[] fixed = new byte[ParquetSchemas.DECIMAL_BYTES];
      if (unscaled[start] < 0) {
        Arrays.fill(fixed, (byte) -1);
      }
      System.arraycopy(unscaled, start, fixed, fixed.length - (end - start), end - start);
      return Binary.fromConstantByteArray(fixed);
    }
  }
}
