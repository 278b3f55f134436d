package dev.assay.transforms.warehouse;

import java.io.Serializable;

/**
 * What a batch did to one gold table.
 *
 * @param table name of the table, without schema
 * @param inserted rows it did not have
 * @param updated rows of which at least one column differed
 * @param deleted rows the batch no longer has
 * @param unchanged rows left alone, {@code last_updated} included
 * @param rows rows of the table afterwards
 */
public record TableMerge(
    String table, long inserted, long updated, long deleted, long unchanged, long rows)
    implements Serializable {}
