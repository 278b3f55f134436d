/**
 * What the generators of all domains share: chance, words, files, dirt and books.
 *
 * <p>A delivery follows from its arguments alone. Each domain has its generator in a package below.
 *
 * <p>Nothing here may name a domain, read what was written, or use the readers and transforms it
 * tests.
 */
package dev.assay.pipelines.generate;
