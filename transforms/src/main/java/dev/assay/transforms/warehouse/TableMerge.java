package dev.assay.transforms.warehouse;

import java.io.Serializable;

/**
 * What a batch did to one gold table.
 *
 * @param table name of the table, without schema
 * @param inserted rows it did not have
 * @param updated rows of which at least one column differed
 * @param deleted rows the batch no longer has; of a table by day, on its days
 * @param unchanged rows left alone, {@code last_updated} included; of a table by day, on the
 *     batch's days
 * @param rows rows of the table afterwards, on whatever day
 */
public record TableMerge(
    String table, long inserted, long updated, long deleted, long unchanged, long rows)
    implements Serializable {}
