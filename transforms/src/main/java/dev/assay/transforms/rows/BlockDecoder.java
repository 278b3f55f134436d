package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.util.function.Consumer;

/** Decodes blocks, row by row, to what a reader of {@link Rows} sees. */
final class BlockDecoder<T> {
  private final Projection projection;
  private final RowCursor row;
  private final RowType.Decoder<T> decoder;

  BlockDecoder(RowType<T> type, Columns stored) {
    this.projection = Projection.of(stored, type.columns());
    this.row = new RowCursor(stored);
    this.decoder = type.decoder(type.columns());
  }

  void forEach(Block block, Consumer<T> reader) {
    row.over(block);
    while (row.next()) {
      decoder.cursor().moveTo(projection.project(row, block.file()).bytes(), 0);
      reader.accept(decoder.decode());
    }
  }
}
