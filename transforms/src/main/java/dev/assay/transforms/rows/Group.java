package dev.assay.transforms.rows;

import java.util.Optional;
import org.apache.beam.sdk.values.Row;

/** The rows of all inputs that share one key. */
public interface Group {

  /** The key's fields, named as in the computation; a field may be null. */
  Row key();

  /**
   * The rows of an input, in an order that depends on their content alone. May be iterated more
   * than once; each time decodes them anew.
   */
  <T> Iterable<T> rows(Input<T> input);

  /**
   * The row of an input that has at most one a key, such as a dataset by its primary key.
   *
   * @throws IllegalStateException if there are two
   */
  default <T> Optional<T> row(Input<T> input) {
    T found = null;
    for (T row : rows(input)) {
      if (found != null) {
        throw new IllegalStateException(input.name() + " has two rows for one key");
      }
      found = row;
    }
    return Optional.ofNullable(found);
  }

  /**
   * What an input of a computation is called, and what its rows are.
   *
   * @param <T> class of its rows
   * @param name unique within the computation, UpperCamel: it names a step
   */
  record Input<T>(String name) implements java.io.Serializable {

    /** An input of Beam rows. */
    public static Input<Row> rows(String name) {
      return new Input<>(name);
    }

    /** An input of the results of another computation. */
    public static <T> Input<T> of(String name) {
      return new Input<>(name);
    }
  }
}
