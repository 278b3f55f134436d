/**
 * The moments of a run that matter to whoever wants to interrupt or observe it. Must not hold:
 * anything a run depends on; without listeners nothing happens here.
 */
package dev.assay.transforms.milestones;
