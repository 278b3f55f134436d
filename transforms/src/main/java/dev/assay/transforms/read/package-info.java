/**
 * Bytes of files to records: opening, decompressing, splitting, CSV and JSON lines, headers. A
 * record knows its file, line and raw text, and whatever is wrong with its shape. Must not hold:
 * types, rules, or what happens to a bad record.
 */
package dev.assay.transforms.read;
