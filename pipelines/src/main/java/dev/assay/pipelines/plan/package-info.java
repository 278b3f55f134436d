/**
 * {@code assay plan}: what a run would read and write. Must not hold: how that is found out, which
 * is what every pipeline does before it runs.
 */
package dev.assay.pipelines.plan;
