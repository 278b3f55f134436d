/**
 * {@code assay quarantine}: counts, shows and exports the records that batches refused. Must not
 * hold: reading of the lake, which is {@code transforms.trace}.
 */
package dev.assay.pipelines.quarantine;
