/**
 * Answers to whoever asks where a record went: from the log, and from the files that it lists.
 * Nothing here writes. Must not hold: options, layout for people, domains.
 */
package dev.assay.transforms.trace;
