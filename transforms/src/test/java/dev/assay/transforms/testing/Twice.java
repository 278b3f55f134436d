package dev.assay.transforms.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * Makes the DirectRunner do what a cluster does and it never does: try a bundle more than once, and
 * keep the outputs of one attempt but the side effects of all.
 *
 * <pre>{@code
 * BankingPipeline.build(pipeline, delivery);
 * Twice.seed(7).apply(pipeline);      // the last thing before run
 * pipeline.run().waitUntilFinish();   // what is published must be what it is without Twice
 * }</pre>
 *
 * <p>What happens to the steps of the pipeline, all of it drawn from the seed:
 *
 * <ul>
 *   <li>A bundle of the runner is cut into smaller ones of 1 to {@value TwiceFn#LARGEST_BUNDLE}
 *       elements, in any order.
 *   <li>Up to two attempts at each are lost, before the one that is kept or after it (a worker that
 *       was given up and goes on), or beside it, see {@link #withTwins()}. A lost attempt fails at
 *       an output, at a value it reads from a GroupByKey, at a {@link
 *       dev.assay.transforms.milestones.Milestone}, before {@code @FinishBundle}, or not at all:
 *       then only its outputs are lost. Its {@code @Teardown} runs, and so do its {@code finally}
 *       blocks.
 *   <li>Each attempt has a fresh copy of the DoFn and goes through its whole life; a lost one has a
 *       fresh copy of the elements too. Its metrics do not count. Its exceptions are swallowed;
 *       those of the attempt that is kept fail the pipeline as ever.
 *   <li>The values of each key of a GroupByKey come in another order for each attempt.
 * </ul>
 *
 * <p>Draws depend on the seed, the step's name and the elements. So a seed that finds a bug finds
 * it again behind a GroupByKey, where each group is a bundle; elsewhere the runner's bundles may
 * differ from run to run.
 *
 * <p>Not covered: DoFns with state or timers, splittable ones, and those that take schema fields or
 * a bundle finalizer as parameters. Beam's own of these kinds are left as they are; any other is an
 * error. A lost attempt never outlives the bundle that it was an attempt at.
 */
public final class Twice {
  private final long seed;
  private final boolean twins;

  private Twice(long seed, boolean twins) {
    this.seed = seed;
    this.twins = twins;
  }

  /** Attempts at a bundle come one after the other. */
  public static Twice seed(long seed) {
    return new Twice(seed, false);
  }

  /** Some lost attempts run in a thread of their own, at the same time as the one that is kept. */
  public Twice withTwins() {
    return new Twice(seed, true);
  }

  /**
   * Changes a pipeline that is complete and has not been run.
   *
   * @return full names of the steps that are tried more than once
   * @throws IllegalArgumentException if a DoFn that is not Beam's own cannot be
   */
  public List<String> apply(Pipeline pipeline) {
    List<String> steps = new ArrayList<>();
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(
                Twice::canBeTriedTwice,
                new TwiceOverride<>(seed, twins, name -> steps.add(name)))));
    return List.copyOf(steps);
  }

  private static boolean canBeTriedTwice(AppliedPTransform<?, ?, ?> step) {
    if (!(step.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo)
        || parDo.getFn() instanceof TwiceFn) {
      return false;
    }
    DoFn<?, ?> fn = parDo.getFn();
    return Unsupported.reason(fn)
        .map(
            reason -> {
              if (!fn.getClass().getName().startsWith("org.apache.beam.")) {
                throw new IllegalArgumentException(
                    "%s cannot be tried twice: %s %s"
                        .formatted(step.getFullName(), fn.getClass().getName(), reason));
              }
              return false;
            })
        .orElse(true);
  }
}
