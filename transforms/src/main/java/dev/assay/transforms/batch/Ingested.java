package dev.assay.transforms.batch;

import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.rows.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** A delivery in silver: its datasets, and what the audit must know of how they came about. */
public final class Ingested implements Foundation, POutput {
  private final Datasets datasets;
  private final PCollectionList<Fact> facts;

  Ingested(Datasets datasets, PCollectionList<Fact> facts) {
    this.datasets = datasets;
    this.facts = facts;
  }

  @Override
  public Datasets datasets() {
    return datasets;
  }

  @Override
  public <T> Rows<T> rows(TableDefinition<T> table) {
    throw new IllegalStateException("no stage before this one computes " + table.name());
  }

  @Override
  public PCollectionList<Fact> facts(List<Table> tables) {
    return facts;
  }

  @Override
  public void check() {
    datasets.check();
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
