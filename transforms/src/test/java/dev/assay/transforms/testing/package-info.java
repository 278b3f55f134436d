/**
 * What makes the DirectRunner behave like a cluster on a bad day: bundles tried more than once,
 * values in any order. Depends on Beam alone, and on the milestones. Must not hold: fixtures, test
 * data, what any transform of ours means.
 */
package dev.assay.transforms.testing;
