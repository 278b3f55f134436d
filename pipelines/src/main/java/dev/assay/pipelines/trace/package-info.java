/**
 * {@code assay trace}: what became of a line, or of a key. Must not hold: the reading of the lake,
 * which is {@code transforms.trace}.
 */
package dev.assay.pipelines.trace;
