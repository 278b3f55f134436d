package dev.assay.transforms.batch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.schemas.Measure;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.rows.Unattributed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Something a step saw or wrote, told to the audit. Each fact is told by who can know it: the
 * reader says what it read, a finished file, read back, what it holds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
  @JsonSubTypes.Type(Fact.RangeRead.class),
  @JsonSubTypes.Type(Fact.EntryRead.class),
  @JsonSubTypes.Type(Fact.FileRead.class),
  @JsonSubTypes.Type(Fact.FileWritten.class),
  @JsonSubTypes.Type(Fact.DayWritten.class),
  @JsonSubTypes.Type(Fact.Measured.class),
  @JsonSubTypes.Type(Fact.RuleBroken.class),
  @JsonSubTypes.Type(Fact.NotAttributed.class)
})
public sealed interface Fact {

  /**
   * A range of an input file was read.
   *
   * @param file index of the file in the delivery
   * @param start offset of its first byte
   * @param length in bytes
   * @param crc32c checksum of its bytes, as read
   * @param records records found in it, sound or not
   */
  record RangeRead(int file, long start, long length, int crc32c, long records) implements Fact {}

  /**
   * An entry of the log was read instead of input files.
   *
   * @param number its number
   */
  record EntryRead(long number) implements Fact {}

  /**
   * A committed file of silver was read again, and its bytes are those that were committed.
   *
   * @param file the file, with the rows that are in it
   */
  record FileRead(DataFile file) implements Fact {}

  /**
   * A file was written, and read back.
   *
   * @param file the file
   * @param rowsBySource rows for each input file they come from; empty for gold
   * @param latest latest day in the columns that say which day a delivery speaks of, or null
   */
  record FileWritten(DataFile file, Map<String, Long> rowsBySource, @Nullable LocalDate latest)
      implements Fact {}

  /**
   * The partition of a day was written anew, and holds what the files of it hold, be it nothing.
   *
   * @param dataset the dataset
   * @param day the day
   */
  record DayWritten(String dataset, LocalDate day) implements Fact {}

  /**
   * What a file of silver or gold comes to, as read back from it.
   *
   * @param layer of the file
   * @param name its dataset or table
   * @param measure what was added up
   * @param amount the exact sum
   */
  record Measured(DataFile.Layer layer, String name, Measure measure, BigDecimal amount)
      implements Fact {}

  /**
   * A rule was broken.
   *
   * @param dataset of the records
   * @param file name of the file they were read from
   * @param rule id of the rule
   * @param rejected whether they were quarantined, or went on
   * @param count how many records
   * @param sample lines of up to five of them
   */
  record RuleBroken(
      String dataset, String file, String rule, boolean rejected, long count, List<Long> sample)
      implements Fact {}

  /**
   * Rows belong to no row of a table.
   *
   * @param table the table
   * @param rows what is missing in it
   */
  record NotAttributed(String table, Unattributed rows) implements Fact {}

  static AtomicCoder<Fact> coder() {
    return FactCoder.INSTANCE;
  }

  /** Facts as JSON. */
  final class FactCoder extends AtomicCoder<Fact> {
    private static final long serialVersionUID = 1;

    private static final FactCoder INSTANCE = new FactCoder();

    @Override
    public void encode(Fact fact, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(Json.write(fact), out);
    }

    @Override
    public Fact decode(InputStream in) throws IOException {
      return Json.read(StringUtf8Coder.of().decode(in), Fact.class);
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
