/**
 * Test deliveries of the named pipelines and the truth about them, known by construction.
 *
 * <p>Here live the generators, their words, dirt and books. They write files and nothing else.
 *
 * <p>Nothing here may read what it wrote, or use the readers, validators or transforms it tests.
 */
package dev.assay.pipelines.generate;
