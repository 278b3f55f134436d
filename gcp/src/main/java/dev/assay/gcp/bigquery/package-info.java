/**
 * The warehouse in BigQuery: jobs, staging tables, and one script an entry of the log. Must not
 * hold: SQL, which is rendered in {@code dev.assay.transforms.warehouse} without Google's
 * libraries, or what decides which entry a table shows.
 */
package dev.assay.gcp.bigquery;
