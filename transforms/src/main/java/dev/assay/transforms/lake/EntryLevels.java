package dev.assay.transforms.lake;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * What Parquet says of each entry of a page beside its value: how much of the way to the value is
 * there (definition), and, in a list, whether it goes on with the list of the entry before
 * (repetition). A column that has a value in every row needs neither.
 */
final class EntryLevels {
  private final int valueDefinition;
  private final boolean isRepeated;
  private int[] definitions;
  private int[] repetitions;
  private int repetition;

  /**
   * @param entries room for so many at first
   */
  EntryLevels(ColumnDescriptor column, int entries) {
    this.valueDefinition = column.getMaxDefinitionLevel();
    this.isRepeated = column.getMaxRepetitionLevel() > 0;
    this.definitions = new int[valueDefinition > 0 ? entries : 0];
    this.repetitions = new int[isRepeated ? entries : 0];
  }

  /** Says whether the next entry goes on with the list of the entry before. */
  void goOn(boolean withList) {
    repetition = withList ? 1 : 0;
  }

  /** Sets the levels of the entry with that number, from 0. */
  void set(int entry, int definition) {
    if (entry == definitions.length) {
      definitions = Arrays.copyOf(definitions, entry * 2);
      repetitions = Arrays.copyOf(repetitions, isRepeated ? entry * 2 : 0);
    }
    definitions[entry] = definition;
    if (isRepeated) {
      repetitions[entry] = repetition;
    }
  }

  /** The levels of so many entries as a page has them, in front of its values. */
  BytesInput before(BytesInput values, int entries) throws IOException {
    BytesInput page = values;
    if (valueDefinition > 0) {
      page = BytesInput.concat(PackedNumbers.levels(valueDefinition, definitions, entries), page);
    }
    if (isRepeated) {
      page = BytesInput.concat(PackedNumbers.levels(1, repetitions, entries), page);
    }
    return page;
  }
}
