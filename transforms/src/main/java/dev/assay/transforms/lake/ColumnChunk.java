package dev.assay.transforms.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The values of one column in one row group, gathered into compressed pages. Values go through a
 * dictionary as long as that makes them smaller: the first page with values tells.
 *
 * <p>A column has an entry for each row: a value, or that there is none. A column of a list has one
 * for each element, and one for a list that has none.
 */
final class ColumnChunk {
  /** Entries after which a page ends with its row: one value is found without reading many. */
  private static final int PAGE_ENTRIES = 20_000;

  /** Bytes of values after which a page ends before that. */
  private static final int PAGE_BYTES = 1 << 20;

  /** Bytes after which a dictionary is full; a reader holds it in memory. */
  private static final int DICTIONARY_BYTES = 1 << 20;

  /** Of so many first values no two are the same where a dictionary is in vain, as in a key. */
  private static final int TRIAL = 2_000;

  private final ColumnDescriptor column;
  private final BytesInputCompressor compressor;
  private final boolean isFlag;
  private final Extremes extremes;
  private final PlainValues values = new PlainValues();
  private final EntryLevels levels;
  private final int valueDefinition;
  private final boolean isRepeated;
  private int[] ids;
  private final List<Page> pages = new ArrayList<>();
  private @Nullable ValueDictionary dictionary;

  /** Whether values still go through the dictionary. */
  private boolean isDictionaryOpen;

  /** Whether a page with values in it was held against what it would be without dictionary. */
  private boolean isDictionaryTried;

  /** Bytes that the values of the page would take without the dictionary. */
  private long plainBytes;

  /** The text that is known to be in the dictionary, and its number there. */
  private byte @Nullable [] repeated;

  private int repeatedId;

  private int rows;
  private int entries;
  private int present;
  private long pageBytes;
  private long entriesBefore;

  private record Page(
      int rows,
      int entries,
      int size,
      BytesInput compressed,
      Statistics<?> statistics,
      Encoding encoding) {}

  /**
   * @param mayRepeat whether a dictionary is worth a try
   * @param extremes gathers the least and the greatest value of a page
   */
  ColumnChunk(
      ColumnDescriptor column,
      BytesInputCompressor compressor,
      boolean mayRepeat,
      Extremes extremes) {
    this.column = column;
    this.compressor = compressor;
    this.extremes = extremes;
    this.isFlag = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN;
    this.levels = new EntryLevels(column, PAGE_ENTRIES);
    this.valueDefinition = column.getMaxDefinitionLevel();
    this.isRepeated = column.getMaxRepetitionLevel() > 0;
    this.isDictionaryOpen = mayRepeat && !isFlag;
    this.dictionary = isDictionaryOpen ? new ValueDictionary() : null;
    this.ids = new int[isDictionaryOpen ? PAGE_ENTRIES : 0];
  }

  /**
   * An entry without a value.
   *
   * @param definition how much of the way to it is there
   */
  void addNull(int definition) throws IOException {
    addEntry(definition);
  }

  /** Says whether the next entry goes on with the list of the entry before. */
  void goOn(boolean withList) {
    levels.goOn(withList);
  }

  void addText(byte[] bytes, int start, int end) throws IOException {
    int at = values.length();
    values.putInt(end - start);
    values.putBytes(bytes, start, end);
    extremes.add(bytes, start, end);
    added(at);
  }

  /** A text that comes again and again: the array given last is known without a look into it. */
  void addRepeated(byte[] text) throws IOException {
    if (isDictionaryOpen && text == repeated) {
      extremes.add(text, 0, text.length);
      addedKnown(repeatedId, Integer.BYTES + text.length);
      return;
    }
    addText(text, 0, text.length);
    repeated = text;
    repeatedId = isDictionaryOpen ? dictionary.last() : 0;
  }

  /** Bytes of the length that the column's type has. */
  void addFixed(byte[] bytes) throws IOException {
    int at = values.length();
    values.putBytes(bytes, 0, bytes.length);
    added(at);
  }

  void addInt(int value) throws IOException {
    int at = values.length();
    values.putInt(value);
    extremes.add(value);
    addedNumber(at, value);
  }

  void addLong(long value) throws IOException {
    int at = values.length();
    values.putLong(value);
    extremes.add(value);
    addedNumber(at, value);
  }

  void addFlag(boolean value) throws IOException {
    int at = values.length();
    values.putByte(value ? 1 : 0);
    added(at);
  }

  /** A value stands behind the others, from {@code at} on. */
  private void added(int at) throws IOException {
    if (isDictionaryOpen) {
      int length = values.length();
      values.truncate(at);
      addedKnown(dictionary.idOf(values.bytes(), at, length), length - at);
    } else {
      addedPresent();
    }
  }

  /** Likewise, if it is a number. */
  private void addedNumber(int at, long number) throws IOException {
    if (isDictionaryOpen) {
      int length = values.length();
      values.truncate(at);
      addedKnown(dictionary.idOf(number, values.bytes(), at, length), length - at);
    } else {
      addedPresent();
    }
  }

  /** A value is in the dictionary under a number; without it it would take so many bytes. */
  private void addedKnown(int id, int bytes) throws IOException {
    plainBytes += bytes;
    if (present == ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    ids[present] = id;
    addedPresent();
  }

  private void addedPresent() throws IOException {
    present++;
    addEntry(valueDefinition);
  }

  private void addEntry(int definition) throws IOException {
    if (valueDefinition > 0) {
      levels.set(entries, definition);
    }
    entries++;
    if (!isRepeated) {
      endRow();
    }
  }

  /** Ends a row; of a column outside lists each entry does. Pages hold whole rows. */
  void endRow() throws IOException {
    rows++;
    if (entries >= PAGE_ENTRIES || values.length() >= PAGE_BYTES) {
      endPage();
    } else if (isDictionaryOpen && dictionary.length() >= DICTIONARY_BYTES) {
      endPage();
      isDictionaryOpen = false;
    } else if (present == TRIAL && isDictionaryOpen && !isDictionaryTried) {
      if (dictionary.size() == TRIAL) {
        abandonDictionary();
      }
    }
  }

  /** Bytes that the pages take up so far. */
  long bytes() {
    return pageBytes;
  }

  private void endPage() throws IOException {
    if (rows == 0) {
      return;
    }
    if (isDictionaryOpen && !isDictionaryTried && present > 0) {
      isDictionaryTried = true;
      if (!savesBytes()) {
        abandonDictionary();
      }
    }
    boolean isPlain = !isDictionaryOpen || present == 0;
    BytesInput body = body(isPlain);
    BytesInput compressed = PackedNumbers.copy(compressor.compress(body));
    pages.add(
        new Page(
            rows,
            entries,
            Math.toIntExact(body.size()),
            compressed,
            extremes.statistics(entries - present),
            isPlain ? Encoding.PLAIN : Encoding.RLE_DICTIONARY));
    pageBytes += compressed.size();
    entriesBefore += entries;
    values.truncate(0);
    plainBytes = 0;
    rows = 0;
    entries = 0;
    present = 0;
  }

  private boolean savesBytes() {
    return dictionary.length() + (long) present * idWidth() / Byte.SIZE < plainBytes;
  }

  /** Bits of a number of the dictionary. */
  private int idWidth() {
    return BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
  }

  /** Too many values differ: the page is written plain, as are those that follow. */
  private void abandonDictionary() {
    for (int i = 0; i < present; i++) {
      dictionary.copy(ids[i], values);
    }
    dictionary = null;
    isDictionaryOpen = false;
  }

  private BytesInput body(boolean isPlain) throws IOException {
    return levels.before(
        !isPlain
            ? PackedNumbers.ids(idWidth(), ids, present)
            : isFlag ? PackedNumbers.flags(values.bytes(), present) : values.toInput(),
        entries);
  }

  /** Ends the last page and writes all of them. */
  void writeTo(ParquetFileWriter file) throws IOException {
    endPage();
    file.startColumn(column, entriesBefore, ParquetRows.CODEC);
    if (dictionary != null && dictionary.size() > 0) {
      BytesInput plain = dictionary.toInput();
      file.writeDictionaryPage(
          new DictionaryPage(
              compressor.compress(plain), dictionary.length(), dictionary.size(), Encoding.PLAIN));
    }
    for (Page page : pages) {
      file.writeDataPage(
          page.entries,
          page.size,
          page.compressed,
          page.statistics,
          page.rows,
          Encoding.RLE,
          Encoding.RLE,
          page.encoding);
    }
    file.endColumn();
  }
}
