package dev.assay.transforms.testing;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The step that is tried more than once.
 *
 * @param name full name of the step
 * @param fn its DoFn; attempts run copies
 * @param coder of its input
 * @param main tag of its main output
 * @param sideInputs by the names that {@code @SideInput} knows them by
 */
record Subject<InputT, OutputT>(
    String name,
    DoFn<InputT, OutputT> fn,
    Coder<InputT> coder,
    TupleTag<OutputT> main,
    Map<String, PCollectionView<?>> sideInputs)
    implements Serializable {

  DoFn<InputT, OutputT> freshFn() {
    return SerializableUtils.clone(fn);
  }

  /** A copy that shares nothing with the element, as after a shuffle. */
  InputT copyOf(InputT element) throws CoderException {
    return CoderUtils.clone(coder, element);
  }

  /** The element, with its values in another order if a GroupByKey made it. */
  @SuppressWarnings("unchecked")
  InputT shuffle(InputT element, Random random) {
    if (!isGrouped()) {
      return element;
    }
    KV<Object, Iterable<Object>> group = (KV<Object, Iterable<Object>>) element;
    return (InputT) KV.of(group.getKey(), new ShuffledValues<>(group.getValue(), random));
  }

  /**
   * The source of what happens to a bundle, which follows from its first element. Of a group only
   * the key counts, since the order of its values differs from run to run.
   */
  @SuppressWarnings("unchecked")
  Random random(long seed, InputT element) throws CoderException {
    byte[] bytes;
    if (isGrouped()) {
      Coder<Object> key = ((KvCoder<Object, ?>) (Coder<?>) coder).getKeyCoder();
      bytes = CoderUtils.encodeToByteArray(key, ((KV<Object, ?>) element).getKey());
    } else {
      bytes = CoderUtils.encodeToByteArray(coder, element);
    }
    long mixed = seed + ((long) name.hashCode() << 32) + Arrays.hashCode(bytes);
    return new Random(new SplittableRandom(mixed).nextLong());
  }

  private boolean isGrouped() {
    return coder instanceof KvCoder<?, ?> pair && pair.getValueCoder() instanceof IterableCoder;
  }
}
