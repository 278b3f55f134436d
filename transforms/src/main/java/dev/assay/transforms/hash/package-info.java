/**
 * SHA-256 for files and rows, in machine code where there is some. Must not hold: what is hashed,
 * and in which order.
 */
package dev.assay.transforms.hash;
