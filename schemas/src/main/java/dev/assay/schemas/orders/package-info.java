/**
 * The gold rows of the domain orders, and the definitions of their tables.
 *
 * <p>Must not live here: how a row is computed.
 */
package dev.assay.schemas.orders;
