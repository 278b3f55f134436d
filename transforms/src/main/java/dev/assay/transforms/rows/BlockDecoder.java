package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Decodes blocks, row by row, to what a reader of {@link Rows} sees. */
final class BlockDecoder<T> {
  private final RowCursor row;
  private final RowType.Decoder<T> decoder;

  /** Puts the columns beside which a block keeps its rows among the others; null if unasked for. */
  private final @Nullable Projection projection;

  BlockDecoder(RowType<T> type, Columns stored) {
    this(type, stored, List.of());
  }

  /**
   * @param lookedAt stored columns that a look at a row asks for
   */
  BlockDecoder(RowType<T> type, Columns stored, List<String> lookedAt) {
    boolean isStored = type.columns().names().stream().allMatch(stored::contains);
    this.decoder = type.decoder(isStored ? upTo(type, lookedAt, stored) : type.columns());
    this.row = isStored ? decoder.cursor() : new RowCursor(stored);
    this.projection = isStored ? null : Projection.of(stored, type.columns());
  }

  /** The stored columns up to the last that is asked for: where others are is not looked up. */
  private static Columns upTo(RowType<?> type, List<String> lookedAt, Columns stored) {
    int last =
        Stream.concat(type.columns().names().stream(), lookedAt.stream())
            .mapToInt(stored::indexOf)
            .max()
            .orElse(-1);
    return stored.select(stored.names().subList(0, last + 1));
  }

  void forEach(Block block, Consumer<T> reader) {
    forEach(block, row -> true, reader);
  }

  /** Shows the rows that pass a look at them as they are stored; the others are not decoded. */
  void forEach(Block block, Predicate<RowCursor> wanted, Consumer<T> reader) {
    row.over(block);
    while (row.next()) {
      if (wanted.test(row)) {
        reader.accept(decode(block.file()));
      }
    }
  }

  private T decode(String file) {
    if (projection != null) {
      decoder.cursor().moveTo(projection.project(row, file).bytes(), 0);
    }
    return decoder.decode();
  }
}
