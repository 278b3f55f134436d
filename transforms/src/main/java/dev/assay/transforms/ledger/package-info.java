/**
 * The account of a batch: what was read and where it went, what tables must add up to, and the
 * checks on it. Pure data and pure functions; counts are taken elsewhere, each from its own place.
 * Must not hold: files, warehouses, PTransforms of a domain.
 */
package dev.assay.transforms.ledger;
