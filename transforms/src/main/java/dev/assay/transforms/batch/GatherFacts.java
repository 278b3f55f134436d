package dev.assay.transforms.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Brings the facts of a batch to one place, in packs. A runner may copy all that is gathered when
 * another bundle adds to it, as the DirectRunner does: packs are bytes, and there are few of them,
 * however many files a batch has.
 */
final class GatherFacts
    extends PTransform<PCollection<Fact>, PCollection<KV<String, Iterable<byte[]>>>> {
  private static final String BATCH = "batch";

  /** Of what a bundle tells; well below what runners take for one element. */
  private static final int PACK_BYTES = 1 << 20;

  @Override
  public PCollection<KV<String, Iterable<byte[]>>> expand(PCollection<Fact> facts) {
    return facts
        .apply("Pack", ParDo.of(new PackFn()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of()))
        .apply("ToOnePlace", GroupByKey.create());
  }

  /** What is in the packs, in no order. */
  static List<Fact> unpack(Iterable<byte[]> packs) throws IOException {
    List<Fact> facts = new ArrayList<>();
    for (byte[] pack : packs) {
      ByteArrayInputStream in = new ByteArrayInputStream(pack);
      while (in.available() > 0) {
        facts.add(Fact.coder().decode(in));
      }
    }
    return facts;
  }

  private static final class PackFn extends DoFn<Fact, KV<String, byte[]>> {
    private transient Map<BoundedWindow, ByteArrayOutputStream> packs;

    @StartBundle
    public void start() {
      packs = new HashMap<>();
    }

    @ProcessElement
    public void pack(
        @Element Fact fact, BoundedWindow window, OutputReceiver<KV<String, byte[]>> out)
        throws IOException {
      ByteArrayOutputStream pack = packs.computeIfAbsent(window, w -> new ByteArrayOutputStream());
      Fact.coder().encode(fact, pack);
      if (pack.size() >= PACK_BYTES) {
        out.output(KV.of(BATCH, pack.toByteArray()));
        packs.remove(window);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      packs.forEach(
          (window, pack) ->
              context.output(KV.of(BATCH, pack.toByteArray()), window.maxTimestamp(), window));
    }
  }
}
