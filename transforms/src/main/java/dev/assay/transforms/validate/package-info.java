/**
 * Records against their contract: what fits becomes a row, what does not is rejected with all its
 * violations; one row per key; references to other datasets.
 *
 * <p>Must not live here: how records are read from files, what is done with rows, domains.
 */
package dev.assay.transforms.validate;
