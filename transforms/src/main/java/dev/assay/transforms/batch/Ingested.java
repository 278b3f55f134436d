package dev.assay.transforms.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** A delivery in silver: its datasets, and what the audit must know of how they came about. */
public final class Ingested implements POutput {
  private final Datasets datasets;
  private final PCollectionList<Fact> facts;

  Ingested(Datasets datasets, PCollectionList<Fact> facts) {
    this.datasets = datasets;
    this.facts = facts;
  }

  public Datasets datasets() {
    return datasets;
  }

  PCollectionList<Fact> facts() {
    return facts;
  }

  /** Computes something from the datasets. */
  public <OutputT extends POutput> OutputT apply(
      String name, PTransform<? super Datasets, OutputT> transform) {
    return datasets.apply(name, transform);
  }

  @Override
  public Pipeline getPipeline() {
    return datasets.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> values = new LinkedHashMap<>(datasets.expand());
    values.putAll(facts.expand());
    return values;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
