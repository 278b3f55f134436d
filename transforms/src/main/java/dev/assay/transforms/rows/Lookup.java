package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The rows of a small table by their key, at hand for every worker: a value for {@link
 * PerRow#with}.
 *
 * <pre>{@code
 * PCollectionView<Lookup<Product>> products =
 *     dimension.apply("LookUpProducts", Lookup.by("product_id"));
 * PerRow.of(lines).with(products).compute(FACT, (line, known, facts) ->
 *     facts.output(fact(line, known.get(line.getString("product_id")))));
 * }</pre>
 *
 * <p>This joins without a shuffle, so that it does not matter how many rows have one key: a {@link
 * PerKey} would bring all of them to one worker. What has to be small is the table. Each worker
 * holds it encoded, with 16 bytes a row for finding them, and those rows decoded that it was asked
 * for; a million rows of three short columns take some 50 MB. Take only the columns that are
 * needed, and if that is not small, a {@code PerKey}.
 *
 * @param <T> class of a row
 */
public final class Lookup<T> {
  private final List<Block> blocks;
  private final RowCursor cursor;
  private final Projection projection;
  private final RowType.Decoder<T> decoder;
  private final int key;

  /** Hashes of the keys, ascending, each with the number of its row in the lower half. */
  private final long[] hashes;

  /** Where each row is: the number of its block, and in the lower half the offset. */
  private final long[] places;

  private final Map<String, List<T>> found = new ConcurrentHashMap<>();

  Lookup(String key, RowType<T> type, Columns stored, List<Block> blocks) {
    this.blocks = blocks;
    this.cursor = new RowCursor(stored);
    this.projection = Projection.of(stored, type.columns());
    this.decoder = type.decoder(type.columns());
    this.key = stored.indexOf(key);
    int rows = blocks.stream().mapToInt(Block::count).sum();
    this.hashes = new long[rows];
    this.places = new long[rows];
    index();
  }

  /** By a column of texts. A row that lacks a value there is not found. */
  public static <T> PTransform<Rows<T>, PCollectionView<Lookup<T>>> by(String column) {
    return new ViewRows<>(column);
  }

  private void index() {
    int row = 0;
    for (int i = 0; i < blocks.size(); i++) {
      cursor.over(blocks.get(i));
      while (cursor.next()) {
        places[row] = (long) i << Integer.SIZE | cursor.rowStart();
        hashes[row] = hash(cursor.bytes(), cursor.start(key), cursor.end(key)) | row;
        row++;
      }
    }
    Arrays.sort(hashes);
  }

  /** A hash in the upper half of a number, and nothing in the lower. */
  private static long hash(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (long) hash << Integer.SIZE;
  }

  /** The rows with that key, in an order that is nobody's promise; none if there are none. */
  public List<T> get(String value) {
    List<T> known = found.get(value);
    if (known != null) {
      return known;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    long hash = hash(utf8, 0, utf8.length);
    int from = Arrays.binarySearch(hashes, hash);
    int first = from < 0 ? -from - 1 : from;
    if (!hasHash(first, hash)) {
      return List.of();
    }
    List<T> rows = decode(utf8, hash, first);
    if (!rows.isEmpty()) {
      found.put(value, rows);
    }
    return rows;
  }

  private boolean hasHash(int index, long hash) {
    return index < hashes.length && hashes[index] >> Integer.SIZE == hash >> Integer.SIZE;
  }

  /** One thread at a time: threads share the value of a view, and decoding keeps its place. */
  private synchronized List<T> decode(byte[] utf8, long hash, int first) {
    List<T> rows = new ArrayList<>();
    for (int i = first; hasHash(i, hash); i++) {
      long place = places[(int) hashes[i]];
      Block block = blocks.get((int) (place >> Integer.SIZE));
      cursor.moveTo(block.bytes(), (int) place);
      if (!cursor.isNull(key) && isKey(utf8)) {
        decoder.cursor().moveTo(projection.project(cursor, block.file()).bytes(), 0);
        rows.add(decoder.decode());
      }
    }
    return List.copyOf(rows);
  }

  private boolean isKey(byte[] utf8) {
    return Arrays.equals(utf8, 0, utf8.length, cursor.bytes(), cursor.start(key), cursor.end(key));
  }

  List<Block> blocks() {
    return blocks;
  }

  private static final class ViewRows<T> extends PTransform<Rows<T>, PCollectionView<Lookup<T>>> {
    private final String column;

    ViewRows(String column) {
      this.column = column;
    }

    @Override
    public PCollectionView<Lookup<T>> expand(Rows<T> rows) {
      Column key = rows.stored().get(rows.stored().indexOf(column));
      if (!key.type().equals(Type.STRING)) {
        throw new IllegalArgumentException(column + " is " + key.type() + ", not a text");
      }
      return rows.blocks()
          .apply(
              "Gather",
              Combine.globally(new GatherBlocks<>(column, rows.type(), rows.stored()))
                  .asSingletonView());
    }
  }
}
