/**
 * What the domain banking computes from its silver rows.
 *
 * <p>Must not live here: reading, writing, the shape of a table (see {@code
 * dev.assay.schemas.banking}).
 */
package dev.assay.transforms.banking;
