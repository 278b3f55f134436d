package dev.assay.transforms.warehouse;

import java.util.List;

/**
 * The variables of a script that count what becomes of the rows of one table, 0 until they are set.
 * Pure.
 *
 * @param number of the table within the script
 */
record MergeCounts(int number) {

  /** Makes the variables of that many tables. */
  static String declare(int tables) {
    StringBuilder names = new StringBuilder();
    for (int number = 0; number < tables; number++) {
      MergeCounts counts = new MergeCounts(number);
      names.append(number == 0 ? "" : ", ");
      names.append(
          String.join(", ", List.of(counts.inserted(), counts.updated(), counts.deleted())));
    }
    return "DECLARE " + names + " INT64 DEFAULT 0";
  }

  String inserted() {
    return "inserted_" + number;
  }

  String updated() {
    return "updated_" + number;
  }

  String deleted() {
    return "deleted_" + number;
  }

  String setInserted(String value) {
    return "SET " + inserted() + " = " + value;
  }

  String setUpdated(String value) {
    return "SET " + updated() + " = " + value;
  }

  String setDeleted(String value) {
    return "SET " + deleted() + " = " + value;
  }
}
