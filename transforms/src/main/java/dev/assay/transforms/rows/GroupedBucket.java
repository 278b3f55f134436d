package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.values.Row;

/** The groups of a bucket, one after the other. */
final class GroupedBucket implements Group {
  private final RowType.Decoder<Row> key;
  private final List<InputRows<?>> inputs;
  private final Bucket bucket;
  private int from;
  private int to;

  private GroupedBucket(RowType.Decoder<Row> key, List<InputRows<?>> inputs, Bucket bucket) {
    this.key = key;
    this.inputs = inputs;
    this.bucket = bucket;
  }

  static GroupedBucket of(
      List<String> key, List<PerKey.InputType<?>> types, Iterable<Block> blocks) {
    Columns columns = keyColumns(key, types.get(0).keyed());
    List<InputRows<?>> inputs = new ArrayList<>();
    types.forEach(type -> inputs.add(InputRows.of(type)));
    return new GroupedBucket(
        RowType.of(columns).decoder(columns), inputs, Bucket.of(columns, blocks));
  }

  /** The key's columns as the computation names them; in a full outer join each may be null. */
  private static Columns keyColumns(List<String> names, Columns keyed) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Column column = keyed.get(columns.size());
      columns.add(new Column(name, column.type(), true, column.description()));
    }
    return Columns.of(columns);
  }

  /** Moves to the next group, if there is one. */
  boolean next() {
    from = to;
    if (from >= bucket.size()) {
      return false;
    }
    to = bucket.endOfKey(from);
    return true;
  }

  @Override
  public Row key() {
    bucket.show(from, key.cursor());
    return key.decode();
  }

  @Override
  public <T> Iterable<T> rows(Group.Input<T> input) {
    int index = indexOf(input);
    int first = from;
    while (first < to && bucket.input(first) < index) {
      first++;
    }
    int start = first;
    @SuppressWarnings("unchecked") // an input is added together with the type of its rows
    InputRows<T> rows = (InputRows<T>) inputs.get(index);
    return new GroupRows<>(rows.decoder, index, start);
  }

  private int indexOf(Group.Input<?> input) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).input.equals(input)) {
        return i;
      }
    }
    throw new IllegalArgumentException(input.name() + " is no input of this computation");
  }

  private record InputRows<T>(Group.Input<T> input, RowType.Decoder<T> decoder) {
    static <T> InputRows<T> of(PerKey.InputType<T> type) {
      return new InputRows<>(type.input(), type.type().decoder(type.keyed()));
    }
  }

  private final class GroupRows<T> implements Iterable<T> {
    private final RowType.Decoder<T> decoder;
    private final int index;
    private final int start;

    GroupRows(RowType.Decoder<T> decoder, int index, int start) {
      this.decoder = decoder;
      this.index = index;
      this.start = start;
    }

    @Override
    public Iterator<T> iterator() {
      return new RowIterator<>(decoder, index, start);
    }
  }

  private final class RowIterator<T> implements Iterator<T> {
    private final RowType.Decoder<T> decoder;
    private final int index;
    private int at;

    RowIterator(RowType.Decoder<T> decoder, int index, int start) {
      this.decoder = decoder;
      this.index = index;
      this.at = start;
    }

    @Override
    public boolean hasNext() {
      return at < to && bucket.input(at) == index;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      bucket.show(at++, decoder.cursor());
      return decoder.decode();
    }
  }
}
