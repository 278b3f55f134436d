/**
 * The command line: options, the commands, what a person sees while a pipeline runs and when it has
 * ended, and one class per named pipeline. Must not hold: DoFns, parsing of data, anything a
 * pipeline launched without this command line would lack.
 */
package dev.assay.pipelines;
