/**
 * What needs the libraries of Google Cloud, on a class path of its own: services that pipelines
 * find by {@link java.util.ServiceLoader}. Must not hold: what would work without them.
 */
package dev.assay.gcp;
