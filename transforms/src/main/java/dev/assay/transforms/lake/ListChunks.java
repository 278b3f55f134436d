package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.util.List;

/**
 * The columns of a list's elements in one row group. Each gets as many entries: one for each
 * element, or one that says that there is none.
 */
final class ListChunks {
  private final Column list;
  private final int source;
  private final Columns members;
  private final List<ColumnChunk> chunks;
  private final FieldValues values;

  /** Definition level of a list that is there; an element's is one more. */
  private final int listLevel;

  /**
   * @param source where the list stands in rows
   * @param chunks of the columns of its elements, in their order
   */
  ListChunks(Column list, int source, List<ColumnChunk> chunks, FieldValues values) {
    this.list = list;
    this.source = source;
    this.members = list.type().elements();
    this.chunks = List.copyOf(chunks);
    this.values = values;
    this.listLevel = list.nullable() ? 1 : 0;
  }

  /** Adds the list of the row that a cursor stands at. */
  void add(RowCursor row) throws IOException {
    if (row.isNull(source)) {
      FieldValues.requireNullable(list);
      addNone(0);
    } else {
      addElements(row.elements(source));
    }
    for (ColumnChunk chunk : chunks) {
      chunk.endRow();
    }
  }

  private void addElements(RowCursor element) throws IOException {
    if (!element.next()) {
      addNone(listLevel);
      return;
    }
    boolean goesOn = false;
    do {
      for (int i = 0; i < members.size(); i++) {
        ColumnChunk chunk = chunks.get(i);
        chunk.goOn(goesOn);
        values.add(element, i, members.get(i), chunk, listLevel + 1);
      }
      goesOn = true;
    } while (element.next());
  }

  private void addNone(int definition) throws IOException {
    for (ColumnChunk chunk : chunks) {
      chunk.goOn(false);
      chunk.addNull(definition);
    }
  }
}
