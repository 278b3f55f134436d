package dev.assay.transforms.validate;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import java.util.List;
import java.util.Optional;

/**
 * Shows a record as it was delivered, but for its classified values, which become {@link
 * Violation#MASK}. What the contract has no field for is taken for classified too. If the fields of
 * the record cannot be told apart, all letters become x and all digits 0: what is wrong with its
 * shape can be seen, and nothing else. A record of a dataset without classified fields is shown as
 * it is.
 */
public final class Masking {
  private final boolean isNeeded;
  private final RecordMask mask;

  private Masking(boolean isNeeded, RecordMask mask) {
    this.isNeeded = isNeeded;
    this.mask = mask;
  }

  /**
   * For the records of a file.
   *
   * @param columns for each field of the dataset, in its order, the position in a record
   * @param width how many fields a sound record has
   */
  public static Masking of(Dataset dataset, List<Integer> columns, int width) {
    return new Masking(
        !dataset.fields().stream().allMatch(Field::isPublic),
        dataset.format().kind() == Format.Kind.CSV
            ? new CsvMask(dataset, columns, width)
            : new JsonMask(dataset.fields()));
  }

  /**
   * The record without its classified values.
   *
   * @param raw the record as it stands in the file
   */
  public String of(String raw) {
    return isNeeded ? mask.mask(raw).orElseGet(() -> shape(raw)) : raw;
  }

  /** Masks the fields of a record, if they can be told apart. */
  interface RecordMask {
    Optional<String> mask(String raw);
  }

  private static String shape(String raw) {
    StringBuilder shape = new StringBuilder(raw.length());
    raw.codePoints().map(Masking::shape).forEach(shape::appendCodePoint);
    return shape.toString();
  }

  private static int shape(int character) {
    if (Character.isLetter(character)) {
      return 'x';
    }
    return switch (Character.getType(character)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> '0';
      default -> character;
    };
  }
}
