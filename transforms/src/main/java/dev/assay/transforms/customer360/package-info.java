/**
 * The gold transforms of the domain customer360: each computes one table from the datasets it
 * names.
 *
 * <p>Must not live here: the classes of the rows (schemas), options, wiring.
 */
package dev.assay.transforms.customer360;
