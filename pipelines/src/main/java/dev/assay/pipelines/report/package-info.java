/**
 * The report: a warehouse as one page for people. Sections and charts are data, one class a domain;
 * reading them, drawing them, and making views of them are one place each. Must not hold: what a
 * table means, how it is computed, SQL that only one kind of warehouse understands.
 */
package dev.assay.pipelines.report;
