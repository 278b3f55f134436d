/**
 * {@code assay replay}: records of quarantine again, as a batch of their pipeline. Must not hold:
 * which records and how their files are made, which is {@code transforms.replay}.
 */
package dev.assay.pipelines.replay;
