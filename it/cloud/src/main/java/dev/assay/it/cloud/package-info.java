/**
 * Servers that stand in for Google Cloud, each started by the test that needs it and stopped with
 * it. Must not hold: what a pipeline needs, or a fake within the JVM.
 */
package dev.assay.it.cloud;
