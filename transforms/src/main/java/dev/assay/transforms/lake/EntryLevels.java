package dev.assay.transforms.lake;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * What Parquet says of each entry of a page beside its value: how much of the way to the value is
 * there (definition), and whether it goes on with the list of the entry before (repetition). A
 * column that always has a value needs the first no more than one outside lists needs the second.
 */
final class EntryLevels {
  private final int valueDefinition;
  private final boolean isRepeated;
  private int[] definitions;
  private int[] repetitions;
  private int repetition;
  private int count;

  /**
   * @param entries room for so many at first
   */
  EntryLevels(ColumnDescriptor column, int entries) {
    this.valueDefinition = column.getMaxDefinitionLevel();
    this.isRepeated = column.getMaxRepetitionLevel() > 0;
    this.definitions = new int[valueDefinition > 0 ? entries : 0];
    this.repetitions = new int[isRepeated ? entries : 0];
  }

  boolean isRepeated() {
    return isRepeated;
  }

  /** Says whether the next entry goes on with the list of the entry before. */
  void goOn(boolean withList) {
    repetition = withList ? 1 : 0;
  }

  /** Adds an entry with a value. */
  void add() {
    add(valueDefinition);
  }

  /** Adds an entry. */
  void add(int definition) {
    if (valueDefinition > 0) {
      if (count == definitions.length) {
        definitions = Arrays.copyOf(definitions, count * 2);
      }
      definitions[count] = definition;
    }
    if (isRepeated) {
      if (count == repetitions.length) {
        repetitions = Arrays.copyOf(repetitions, count * 2);
      }
      repetitions[count] = repetition;
    }
    count++;
  }

  /** Number of entries. */
  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /** The levels as a page has them, in front of its values. */
  BytesInput before(BytesInput values) throws IOException {
    BytesInput page = values;
    if (valueDefinition > 0) {
      page = BytesInput.concat(PackedNumbers.levels(valueDefinition, definitions, count), page);
    }
    if (isRepeated) {
      page = BytesInput.concat(PackedNumbers.levels(1, repetitions, count), page);
    }
    return page;
  }
}
