/**
 * What the domain online retail computes from its silver rows.
 *
 * <p>Must not live here: reading, writing, the shape of a table (see {@code
 * dev.assay.schemas.retail}).
 */
package dev.assay.transforms.retail;
