package dev.assay.transforms.testing;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** Puts a {@link TwiceFn} in the place of a step's DoFn; its inputs and outputs stay. */
final class TwiceOverride<InputT, OutputT>
    implements PTransformOverrideFactory<
        PCollection<? extends InputT>, PCollectionTuple, ParDo.MultiOutput<InputT, OutputT>> {
  private final long seed;
  private final boolean twins;
  private final Consumer<String> steps;

  /** {@code steps} is told the name of each step that is changed. */
  TwiceOverride(long seed, boolean twins, Consumer<String> steps) {
    this.seed = seed;
    this.twins = twins;
    this.steps = steps;
  }

  @Override
  public PTransformReplacement<PCollection<? extends InputT>, PCollectionTuple>
      getReplacementTransform(
          AppliedPTransform<
                  PCollection<? extends InputT>,
                  PCollectionTuple,
                  ParDo.MultiOutput<InputT, OutputT>>
              step) {
    ParDo.MultiOutput<InputT, OutputT> original = step.getTransform();
    PCollection<InputT> input = PTransformReplacements.getSingletonMainInput(step);
    steps.accept(step.getFullName());
    Subject<InputT, OutputT> subject =
        new Subject<>(
            step.getFullName(),
            original.getFn(),
            input.getCoder(),
            original.getMainOutputTag(),
            original.getSideInputs());
    return PTransformReplacement.of(
        input,
        ParDo.of(new TwiceFn<>(subject, seed, twins))
            .withSideInputs(original.getSideInputs())
            .withOutputTags(original.getMainOutputTag(), original.getAdditionalOutputTags()));
  }

  @Override
  public Map<PCollection<?>, ReplacementOutput> mapOutputs(
      Map<TupleTag<?>, PCollection<?>> outputs, PCollectionTuple replaced) {
    return ReplacementOutputs.tagged(outputs, replaced);
  }
}
