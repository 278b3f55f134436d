package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Reference;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the files of a delivery into silver: typed, valid rows, one a key, as Parquet and for gold
 * to be computed from. Bounded. What is not a row is in quarantine or among the duplicates, and
 * every step tells the audit what it saw.
 */
public final class Ingest extends PTransform<PBegin, Ingested> {
  private static final TupleTag<KV<Integer, Block>> VALID = new TupleTag<>("valid");
  private static final TupleTag<Fact> FACTS = new TupleTag<>("facts");

  private final Delivery delivery;

  private Ingest(Delivery delivery) {
    this.delivery = delivery;
  }

  public static Ingest of(Delivery delivery) {
    return new Ingest(delivery);
  }

  @Override
  public Ingested expand(PBegin begin) {
    Buckets buckets = new Buckets(delivery);
    PCollectionTuple read =
        begin
            .apply("CutFiles", new CutFiles(delivery))
            .apply(
                "Validate",
                ParDo.of(new ValidateRecords(delivery, buckets, VALID, FACTS))
                    .withOutputTags(VALID, TupleTagList.of(FACTS)));
    Map<String, TupleTag<Block>> rows = tags();
    PCollectionTuple kept =
        read.get(VALID)
            .setCoder(KvCoder.of(VarIntCoder.of(), Block.coder()))
            .apply("GroupKeys", GroupByKey.create())
            .apply(
                "WriteSilver",
                ParDo.of(new WriteSilver(delivery, buckets, rows, FACTS))
                    .withOutputTags(FACTS, TupleTagList.of(List.copyOf(rows.values()))));
    Datasets datasets = datasets(begin, kept, rows);
    return new Ingested(datasets, facts(read, kept, datasets));
  }

  private Map<String, TupleTag<Block>> tags() {
    Map<String, TupleTag<Block>> tags = new LinkedHashMap<>();
    delivery
        .contract()
        .datasets()
        .forEach(dataset -> tags.put(dataset.name(), new TupleTag<>("rows-" + dataset.name())));
    return tags;
  }

  private Datasets datasets(
      PBegin begin, PCollectionTuple kept, Map<String, TupleTag<Block>> rows) {
    Datasets datasets = Datasets.in(begin.getPipeline(), delivery.contract().source());
    for (Dataset dataset : delivery.contract().datasets()) {
      datasets =
          datasets.with(
              dataset.name(),
              Rows.ofBlocks(
                  kept.get(rows.get(dataset.name())).setCoder(Block.coder()),
                  RowType.of(RowLayout.of(dataset).columns()),
                  delivery.buckets(dataset)));
    }
    return datasets;
  }

  private PCollectionList<Fact> facts(
      PCollectionTuple read, PCollectionTuple kept, Datasets datasets) {
    PCollectionList<Fact> facts =
        PCollectionList.of(read.get(FACTS).setCoder(Fact.coder()))
            .and(kept.get(FACTS).setCoder(Fact.coder()));
    for (Dataset dataset : delivery.contract().datasets()) {
      for (Reference reference : dataset.references()) {
        facts =
            facts.and(
                datasets.apply(
                    "Check " + dataset.name() + "." + reference.id(),
                    new CheckReference(delivery, dataset, reference)));
      }
    }
    return facts;
  }
}
