/**
 * Deliveries of {@code banking} and the truth about them, known by construction.
 *
 * <p>Here live a bank: its entities, their dirt and their books.
 *
 * <p>Nothing here may read what it wrote, or use the readers, validators or transforms it tests.
 */
package dev.assay.pipelines.generate.banking;
