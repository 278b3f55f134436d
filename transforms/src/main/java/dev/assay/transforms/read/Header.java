package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import dev.assay.schemas.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the fields of a dataset stand in the records of a file.
 *
 * @param columns for each field of the dataset, in its order, the position in a record; empty if
 *     there are problems
 * @param width how many fields a sound record has
 * @param problems why the file's header does not fit the dataset, each a sentence; empty if it does
 */
public record Header(List<Integer> columns, int width, List<String> problems) {

  /** A header of whose columns fewer than one in so many are known is none. */
  private static final int MOST_UNKNOWN = 4;

  /**
   * Reads the header of a file, if its format has one: the reader then stands before the first
   * record, and has read none.
   *
   * @param file its name, for messages
   */
  public static Header read(RecordReader records, Dataset dataset, String file) throws IOException {
    Format format = dataset.format();
    if (format.kind() == Format.Kind.JSON_LINES || !format.header()) {
      return inContractOrder(dataset.fields().size());
    }
    records.skipHeader();
    if (records.problem() != null) {
      return failed(
          file
              + ", line "
              + records.line()
              + ": the header cannot be read: "
              + records.problem().message());
    }
    if (records.size() == 0) {
      return failed(file + " is empty: its first line must name the columns");
    }
    List<String> names = names(records);
    if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
      return failed(
          file
              + ": the header holds NUL bytes, as UTF-16 read as "
              + records.charset()
              + " would; write it in UTF-8, or name its encoding in the contract");
    }
    return match(names, dataset, file);
  }

  private static List<String> names(RecordReader header) {
    return IntStream.range(0, header.size())
        .mapToObj(
            i ->
                new String(
                    header.bytes(),
                    header.start(i),
                    header.end(i) - header.start(i),
                    header.charset()))
        .map(String::strip)
        .toList();
  }

  /** Matches the names of a file's columns, in their order, to the fields of a dataset. */
  public static Header match(List<String> names, Dataset dataset, String file) {
    List<String> expected = dataset.fields().stream().map(Field::header).toList();
    if (isData(names, expected)) {
      return failed(
          file
              + ": the first line names hardly any of the contract's columns, and is taken for data;"
              + " it must name them: "
              + String.join(", ", expected));
    }
    List<String> problems = new ArrayList<>();
    for (String name : expected) {
      if (!names.contains(name)) {
        problems.add(file + " lacks the column " + quoted(name) + nearest(name, names, expected));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (names.indexOf(name) < i) {
        problems.add(file + " names the column " + quoted(name) + " more than once");
      } else if (!expected.contains(name)) {
        problems.add(
            file
                + " has the column "
                + quoted(name)
                + ", which the contract lacks"
                + nearest(name, expected, names));
      }
    }
    List<Integer> columns =
        problems.isEmpty() ? expected.stream().map(names::indexOf).toList() : List.of();
    return new Header(columns, names.size(), List.copyOf(problems));
  }

  /**
   * Whether what should be names are values: of a file without a header the first record stands
   * there, which no message may show. Misspelt names still count as names.
   */
  private static boolean isData(List<String> names, List<String> expected) {
    long known =
        names.stream()
            .filter(name -> expected.contains(name) || Names.nearest(name, expected).isPresent())
            .count();
    return known * MOST_UNKNOWN < Math.min(names.size(), expected.size());
  }

  /** The nearest of {@code there} that is not spoken for. */
  private static String nearest(String name, List<String> there, List<String> taken) {
    List<String> free = there.stream().filter(other -> !taken.contains(other)).toList();
    return Names.nearest(name, free).map(near -> "; the nearest is " + quoted(near)).orElse("");
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static Header inContractOrder(int fields) {
    return new Header(IntStream.range(0, fields).boxed().toList(), fields, List.of());
  }

  private static Header failed(String problem) {
    return new Header(List.of(), 0, List.of(problem));
  }
}
