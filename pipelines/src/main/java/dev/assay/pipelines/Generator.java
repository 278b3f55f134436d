package dev.assay.pipelines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes a delivery for one pipeline out of nothing but its arguments. */
public interface Generator {

  /** Name of the pipeline that the files are for. */
  String name();

  /** What it makes, one line. */
  String description();

  /** What it can be told of the delivery's size and kind, each with its default. */
  List<Amount> amounts();

  /** What lies where in the folder it writes, for help; empty if it is flat. */
  default List<String> layout() {
    return List.of();
  }

  /**
   * Writes the files. Equal arguments give equal bytes.
   *
   * @param wanted a value for each of its amounts, of {@link #DIRTY} and of {@link #SEED}
   * @param folder where the files go; made if it is not there
   */
  void write(Wanted wanted, Path folder) throws IOException;

  /**
   * The commands that show what it makes, each the words of a command line.
   *
   * @param folder where {@link #write} put the files
   * @param output the lake
   */
  default List<List<String>> demo(Path folder, Path output) {
    return List.of(List.of(name(), "--input=" + folder, "--output=" + output));
  }

  /** Share of rows made unsound. */
  Amount DIRTY = Amount.share("dirty", "0.02", "Share of rows made unsound, 0 to 1.");

  /** Seed of the random choices. */
  Amount SEED = Amount.wholeNumber("seed", "1", "Seed of the random choices.");

  /**
   * A number that a generator takes.
   *
   * @param name as it is typed, without the dashes
   * @param kind a whole number or a share
   * @param unlessGiven the number that holds otherwise
   * @param description for a person
   */
  record Amount(String name, Kind kind, String unlessGiven, String description) {
    public static Amount wholeNumber(String name, String unlessGiven, String description) {
      return new Amount(name, Kind.WHOLE_NUMBER, unlessGiven, description);
    }

    public static Amount share(String name, String unlessGiven, String description) {
      return new Amount(name, Kind.SHARE, unlessGiven, description);
    }
  }

  /**
   * What is wanted of a generator.
   *
   * @param values texts by the name of the amount, each of the form of its kind
   */
  record Wanted(Map<String, String> values) {
    public int wholeNumber(String name) {
      return Integer.parseInt(values.get(name));
    }

    public double share(String name) {
      return Double.parseDouble(values.get(name));
    }

    public double dirty() {
      return share(DIRTY.name());
    }

    public long seed() {
      return Long.parseLong(values.get(SEED.name()));
    }
  }
}
