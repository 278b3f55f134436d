package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Takes some fields of a row in another order. The columns that say where a row came from can be
 * asked for by their names, though a block keeps them beside its rows.
 */
final class Projection {
  private static final int FILE = -1;
  private static final int LINE = -2;

  private final int[] sources;
  private final RowEncoder encoder = new RowEncoder();
  private String fileName = "";
  private byte[] encodedFile = new byte[0];

  private Projection(int[] sources) {
    this.sources = sources;
  }

  /** From rows with the columns {@code stored} to rows with the columns {@code wanted}. */
  static Projection of(Columns stored, Columns wanted) {
    return new Projection(
        IntStream.range(0, wanted.size()).map(i -> source(stored, wanted.get(i).name())).toArray());
  }

  private static int source(Columns stored, String name) {
    if (stored.contains(name)) {
      return stored.indexOf(name);
    }
    if (name.equals(Dataset.SOURCE_FILE.name())) {
      return FILE;
    }
    if (name.equals(Dataset.SOURCE_LINE.name())) {
      return LINE;
    }
    return stored.indexOf(name);
  }

  /** The row that the cursor stands at, which was read from {@code file}. */
  RowEncoder project(RowCursor row, String file) {
    encoder.begin(row.line());
    return putFields(row, file);
  }

  /** Likewise, with a key in front, as text. */
  RowEncoder project(OrderKey key, RowCursor row, String file) {
    encoder.begin(row.line());
    encoder.putBytes(key.bytes(), 0, key.length());
    return putFields(row, file);
  }

  private RowEncoder putFields(RowCursor row, String file) {
    for (int source : sources) {
      if (source == FILE) {
        encodeFile(file);
      } else if (source == LINE) {
        encoder.putLong(row.line());
      } else if (row.isNull(source)) {
        encoder.putNull();
      } else {
        encoder.putBytes(row.bytes(), row.start(source), row.end(source));
      }
    }
    encoder.end();
    return encoder;
  }

  private void encodeFile(String file) {
    if (!file.equals(fileName)) {
      fileName = file;
      encodedFile = file.getBytes(StandardCharsets.UTF_8);
    }
    encoder.putBytes(encodedFile, 0, encodedFile.length);
  }
}
