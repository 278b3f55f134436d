/**
 * The warehouse as a projection of the log: what each batch means to its tables, views and audit
 * rows, rendered as SQL from their definitions, one transaction a batch. Must not hold: the log
 * itself, what a gold table means, or SQL kept as text for more than one dialect.
 */
package dev.assay.transforms.warehouse;
