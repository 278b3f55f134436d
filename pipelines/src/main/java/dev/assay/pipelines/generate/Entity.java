package dev.assay.pipelines.generate;

import java.util.List;

/**
 * What one generated file holds: its columns, its sound rows, and the truth about those that stay.
 */
public interface Entity {

  /** Name of the file, without {@code .csv}. */
  String name();

  List<GeneratedColumn> columns();

  /** How many sound rows there are before any dirt. */
  int count();

  /** The row of that index; its key is a function of the index alone. */
  GeneratedRow row(int index, RandomStream random);

  /** How many columns, from the first, are the key. */
  default int keyColumns() {
    return 1;
  }

  /** The same row, referring to something that was never delivered; the row if it refers not. */
  GeneratedRow orphan(GeneratedRow row, RandomStream random);

  /** Columns that refer to something. */
  List<Integer> referenceColumns();

  /** Column of an optional text, for line breaks; {@link GeneratedRow#NONE} if there is none. */
  int textColumn();

  /** Whether dirt may write sound values in other words, which readers must take for the same. */
  default boolean isRewritten() {
    return false;
  }

  /**
   * Notes that this row stays; called once for each key of silver.
   *
   * @return how many of its references lead to nothing that stays
   */
  int accept(GeneratedRow row);
}
