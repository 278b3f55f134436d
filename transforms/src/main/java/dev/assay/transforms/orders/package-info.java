/**
 * What the domain orders computes from its silver rows: the tables of a day, always from the whole
 * day, the history of its dimensions, and the reports of a given day.
 *
 * <p>Must not live here: reading, writing, which days a run has to compute, the shape of a table
 * (see {@code dev.assay.schemas.orders}).
 */
package dev.assay.transforms.orders;
