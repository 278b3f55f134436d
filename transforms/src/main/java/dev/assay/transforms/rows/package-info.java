/**
 * Rows that travel in blocks and meet in buckets, and the ways to compute on them.
 *
 * <ul>
 *   <li>{@link dev.assay.transforms.rows.PerKey}: rows of one or several inputs that share a key. A
 *       sum, a join, a first or last row of each key.
 *   <li>{@link dev.assay.transforms.rows.PerRow}: each row by itself, perhaps beside a value that
 *       all share. A new column, a filter, a class. It shuffles nothing.
 *   <li>{@link dev.assay.transforms.rows.Lookup}: a small table, by its key, as a view for {@code
 *       PerRow}. A join that moves none of the rows, however many have one key.
 *   <li>{@link dev.assay.transforms.rows.AddUp}: partial sums of rows with one key, where they are.
 *       It goes before a {@code PerKey} by few keys, or by one that most rows may have.
 *   <li>{@link dev.assay.transforms.rows.RankRows}: the number of each row in an order of all of
 *       them, such as {@link dev.assay.transforms.rows.Ntile} needs. Ranks within a key belong into
 *       {@code PerKey} instead, where the rows of the key are at hand.
 *   <li>{@link dev.assay.transforms.rows.Percentile}: one number about a column of all rows, as a
 *       view for {@code PerRow}. It moves next to nothing; do not rank for it.
 * </ul>
 *
 * <p><b>Why.</b> Runners do work per element and per key: a shuffle on Dataflow bills and sorts
 * elements, the DirectRunner starts a bundle for each key of a grouping and for each step behind it
 * (0.4 ms a key, measured). Some thousand rows in one element, and a few thousand keys in one
 * bucket, take that cost down by the same factor on every runner. {@link
 * dev.assay.transforms.rows.Rows} hides the blocks, what computes on them hides the buckets;
 * whoever wants plain Beam calls {@code unpack()}.
 *
 * <p><b>Retries.</b> A bundle may run again, after a failure or beside its twin. Blocks are pure
 * functions of their input, buckets follow from a fixed hash of the key and a number of buckets
 * that is set before the graph is built, and a bucket is sorted by what its rows hold before
 * anything is computed from it. Which rows a partial sum is of depends on how the runner cuts
 * bundles; what all of them add up to does not. The ranges of a ranking follow from its rows' keys
 * alone, by way of a side input that all bundles share. So a second attempt, with its input in any
 * other order, puts out the same rows in the same order.
 *
 * <p><b>Size.</b> A bucket is held in memory, encoded, as it arrived and in order, with 40 bytes
 * more a row for sorting; one a worker thread. The number of buckets follows the bytes of input
 * (about 64 MB a bucket, see {@code Rows.bucketsFor}), so a worker with 4 GB has room for a bucket
 * ten times the usual one. What breaks that is a single key with more rows than fit: such a key
 * needs a partial sum first: {@link dev.assay.transforms.rows.AddUp}. Blocks are cut at 128 KB;
 * with thousands of buckets a bundle yields smaller ones, as many as it touches buckets, which
 * still is thousands of rows an element for a range of 128 MB of input.
 *
 * <p>Must not live here: what a row means, files, rules, domains.
 */
package dev.assay.transforms.rows;
