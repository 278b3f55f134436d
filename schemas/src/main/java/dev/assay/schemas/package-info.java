/**
 * What comes in (contracts) and what comes out (gold rows and table definitions), as plain data.
 * Loads and lints contracts. Must not hold: a PTransform, a runner, I/O other than reading a
 * contract.
 */
package dev.assay.schemas;
