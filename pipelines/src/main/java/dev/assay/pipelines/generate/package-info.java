/**
 * Test deliveries of {@code banking} and the truth about them, known by construction.
 *
 * <p>Here live the generator, its words, its dirt and its books. It writes files and nothing else.
 *
 * <p>Nothing here may read what it wrote, or use the readers, validators or transforms it tests.
 */
package dev.assay.pipelines.generate;
