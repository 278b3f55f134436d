package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * A rule over several fields of one row, in the Common Expression Language.
 *
 * <p>It is asked only of records whose every field fits its type. As with a CHECK in SQL, a
 * comparison with a value that is null is unknown, and a rule whose answer is unknown is not
 * broken; {@code field == null} is SQL's IS NULL, and always known. See {@link CelRule}.
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
