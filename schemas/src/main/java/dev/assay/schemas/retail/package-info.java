/**
 * The gold rows of the domain online retail, and the definitions of their tables.
 *
 * <p>Must not live here: how a row is computed.
 */
package dev.assay.schemas.retail;
