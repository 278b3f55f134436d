/**
 * The feed of {@code orders}, its products and customers, and the truth about them, known by
 * construction.
 *
 * <p>Here live orders as functions of their number, what becomes of each, and the books.
 *
 * <p>Nothing here may read what it wrote, or use the readers, validators or transforms it tests.
 */
package dev.assay.pipelines.generate.orders;
