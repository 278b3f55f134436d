/**
 * What is rendered for BigQuery, held against Google's own analyzer. Must not hold: what runs a
 * statement, since the analyzer runs none.
 */
package dev.assay.it.googlesql;
