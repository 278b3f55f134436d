package dev.assay.transforms.testing;

import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.BundleFinalizerParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;

/** Tells which DoFns an {@link Attempt} cannot call. */
final class Unsupported {
  private Unsupported() {}

  /** What stands in the way, as the end of a sentence about the DoFn; empty if nothing does. */
  static Optional<String> reason(DoFn<?, ?> fn) {
    DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
    DoFnSignature.ProcessElementMethod process = signature.processElement();
    if (process.isSplittable()) {
      return Optional.of("is splittable");
    }
    if (signature.usesState() || signature.usesTimers() || process.requiresTimeSortedInput()) {
      return Optional.of("has state or timers");
    }
    if (!process.getSchemaElementParameters().isEmpty()) {
      return Optional.of("takes its element, or fields of it, by schema");
    }
    if (process.extraParameters().stream().anyMatch(BundleFinalizerParameter.class::isInstance)) {
      return Optional.of("has a bundle finalizer");
    }
    return Optional.empty();
  }
}
