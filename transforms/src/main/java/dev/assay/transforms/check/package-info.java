/**
 * What another contract would do to records that were seen already. Reads files and writes nothing.
 * Must not hold: what a contract is, options, layout for people.
 */
package dev.assay.transforms.check;
