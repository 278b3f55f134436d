/**
 * The output folder: Parquet files of silver and gold, JSON lines of quarantine, duplicates and
 * violations, each written where nobody looks and then given its final name.
 *
 * <p>A file's name follows from its batch, its dataset and its part, and its bytes from its rows:
 * two attempts at one file, one after the other or side by side, end in the same file. Which files
 * count is for the log to say, never for a listing of the folder.
 *
 * <p>Must not live here: which rows a file gets, warehouses, domains.
 */
package dev.assay.transforms.lake;
