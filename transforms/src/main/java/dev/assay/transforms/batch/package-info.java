/**
 * A delivery becomes a batch: planned, ingested, audited, committed, projected, archived. What
 * every batch pipeline is wired from.
 *
 * <p>The graph does all of it, since nothing of ours runs after {@code run()} on Dataflow. Every
 * step may run again, for the whole bundle or beside its twin: files get their names from batch,
 * dataset and part and their bytes from their rows, facts are counted anew from what is written,
 * and the last steps (commit, project, archive) look at what is there before they act.
 *
 * <p>A pipeline may be cut into {@link dev.assay.transforms.batch.Stages}. A later one takes no
 * files in but reads what an entry of the log lists; everything after that is the same.
 *
 * <p>Must not live here: pipeline options, gold computations, domains.
 */
package dev.assay.transforms.batch;
