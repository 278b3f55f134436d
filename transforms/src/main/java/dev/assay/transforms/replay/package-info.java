/**
 * Records of quarantine on their way back: mended, put where they came from, and listed for the
 * batch that reads them again. Must not hold: the batch itself, which is {@code transforms.batch}.
 */
package dev.assay.transforms.replay;
