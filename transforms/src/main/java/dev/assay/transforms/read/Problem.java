package dev.assay.transforms.read;

import java.io.Serializable;

/**
 * What is wrong with the shape of a record.
 *
 * @param rule {@code record.tooLong}, {@code record.malformedQuote}, …
 * @param message for a person; tells nothing of the record's values
 */
public record Problem(String rule, String message) implements Serializable {}
