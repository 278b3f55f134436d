/**
 * The gold rows of the domain customer360, the sums on the way to them, and their tables.
 *
 * <p>Must not live here: how a row is computed.
 */
package dev.assay.schemas.customer360;
