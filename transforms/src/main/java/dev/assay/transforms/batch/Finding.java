package dev.assay.transforms.batch;

import java.io.Serializable;

/**
 * Something that is found wrong with rows of a dataset once they are in silver, and that does not
 * keep them from going on.
 *
 * @param dataset of the rows
 * @param rule id of what they break: {@code customer_id.reference}
 * @param field the field that is wrong
 * @param message what is wrong with it, to follow the field's name
 */
public record Finding(String dataset, String rule, String field, String message)
    implements Serializable {}
