package dev.assay.transforms.batch;

import java.io.Serializable;

/**
 * Something that is found wrong with rows of a dataset once they are in silver. It is reported, and
 * keeps nothing from being published.
 *
 * @param dataset of the rows
 * @param rule id of what they break: {@code customer_id.reference}
 * @param field the field that is wrong
 * @param message what is wrong with it, to follow the field's name
 * @param isError whether it is told as an error, or as a warning
 */
public record Finding(String dataset, String rule, String field, String message, boolean isError)
    implements Serializable {

  /** One that is told as a warning. */
  public static Finding warning(String dataset, String rule, String field, String message) {
    return new Finding(dataset, rule, field, message, false);
  }

  /** One that is told as an error. */
  public static Finding error(String dataset, String rule, String field, String message) {
    return new Finding(dataset, rule, field, message, true);
  }
}
