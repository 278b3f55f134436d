package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * Fields whose values must be the key of a row of another dataset. A row with a null among them
 * refers to nothing and breaks nothing.
 *
 * @param id {@code <field>.reference}
 * @param fields names of the fields, in the order of the target's key
 * @param dataset the dataset referred to
 * @param targets names of its fields
 * @param outcome {@link Outcome#WARN} or {@link Outcome#FAIL}; a row without its target stays in
 *     silver
 */
public record Reference(
    String id, List<String> fields, String dataset, List<String> targets, Outcome outcome)
    implements Serializable {}
