package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.MessageType;

/**
 * What a row has in a column, as a Parquet file stores it: in one of its columns, or in several.
 */
interface StoredField {

  /**
   * Finds a column in a file.
   *
   * @throws InvalidRecordException if it is not there, or of another type
   */
  static StoredField of(Column column, MessageType file) {
    return column.type().kind() == Type.Kind.LIST
        ? StoredList.of(column, file)
        : StoredColumn.of("", column, file);
  }

  String name();

  /** How many columns of the file it takes. */
  int width();

  /**
   * Encodes what the current row has.
   *
   * @param values of the columns of the file that are read
   * @param first which of them is the first of this field
   * @throws InvalidRecordException if it is null and must not be, or has more decimals than wanted
   */
  void encode(List<ColumnReader> values, int first, RowEncoder into);
}
