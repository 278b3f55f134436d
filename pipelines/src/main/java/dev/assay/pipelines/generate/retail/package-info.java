/**
 * Deliveries of {@code online-retail} and the truth about them, known by construction.
 *
 * <p>Here live a shop: its invoice lines, their dirt and their books.
 *
 * <p>Nothing here may read what it wrote, or use the readers, validators or transforms it tests.
 */
package dev.assay.pipelines.generate.retail;
