/**
 * How what comes without a file gets one: messages are written to a landing folder, and from there
 * on are files like others. Must not hold: a message service of one kind, or what is in a record.
 */
package dev.assay.transforms.land;
