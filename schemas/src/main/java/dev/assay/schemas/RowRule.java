package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * A rule over several fields of one row, in the Common Expression Language.
 *
 * <p>It is asked only of records whose every field fits its type. As with a CHECK in SQL, a rule
 * that compares a value that is null is not broken; an expression that names {@code null} itself is
 * always asked.
 *
 * @param id {@code <dataset>.<name>}
 * @param expression a CEL expression that is true for a sound row
 * @param fields names of the fields it reads
 * @param message what to tell a person whose record breaks it
 * @param outcome what happens to that record
 */
public record RowRule(
    String id, String expression, List<String> fields, String message, Outcome outcome)
    implements Serializable {}
