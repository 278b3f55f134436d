package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.time.LocalDate;

/** Adds a day to rows in blocks, behind their other fields; the same to each row of a block. */
public final class AppendDay {
  private final Columns columns;
  private final RowEncoder encoder = new RowEncoder();

  /**
   * @param columns of the rows as they come in
   */
  public AppendDay(Columns columns) {
    this.columns = columns;
  }

  /** The same rows, each with that day. */
  public Block to(Block block, LocalDate day) {
    BlockBuilder dated = new BlockBuilder();
    RowCursor row = new RowCursor(columns).over(block);
    while (row.next()) {
      encoder.begin(row.line());
      encoder.putFields(row);
      encoder.putLong(day.toEpochDay());
      encoder.end();
      dated.append(encoder);
    }
    return dated.build(block.input(), block.file());
  }
}
