/**
 * Manifests and the log they form: the only truth of what was published. Must not hold: what a
 * manifest means to a warehouse, or how its files were written.
 */
package dev.assay.transforms.log;
