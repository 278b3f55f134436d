package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Reference;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the files of a delivery into silver: typed, valid rows, one a key, as Parquet and for gold
 * to be computed from; an incremental dataset as all rows of the days that they touch. What is not
 * a row is in quarantine or among the duplicates, and every step tells the audit what it saw.
 */
public final class Ingest extends PTransform<PBegin, Ingested> {
  private static final TupleTag<Fact> FACTS = new TupleTag<>("facts");

  private final Deliveries deliveries;
  private final Delivery common;

  private Ingest(Deliveries deliveries) {
    this.deliveries = deliveries;
    this.common = deliveries.common();
  }

  public static Ingest of(Delivery delivery) {
    return of(Deliveries.of(delivery));
  }

  public static Ingest of(Deliveries deliveries) {
    return new Ingest(deliveries);
  }

  @Override
  public Ingested expand(PBegin begin) {
    Buckets buckets = new Buckets(deliveries);
    PCollection<String> batches = deliveries.begin(begin);
    Past past = new Past(deliveries, batches);
    PCollectionTuple read =
        batches
            .apply("CutFiles", new CutFiles(deliveries))
            .apply(
                "Validate",
                ParDo.of(new ValidateRecords(deliveries, buckets))
                    .withOutputTags(ValidateRecords.ROWS, others()));
    KvCoder<Integer, Block> keyed = KvCoder.of(VarIntCoder.of(), Block.coder());
    read.get(ValidateRecords.ROWS).setCoder(keyed);
    incremental().forEach(dataset -> read.get(ValidateRecords.arrived(dataset)).setCoder(keyed));
    read.get(ValidateRecords.ARRIVALS).setCoder(SerializableCoder.of(Arrivals.class));
    Datasets datasets = Datasets.in(begin.getPipeline(), common.contract().source());
    PCollectionList<Fact> facts =
        PCollectionList.of(read.get(ValidateRecords.FACTS).setCoder(Fact.coder()));
    if (!snapshots().isEmpty()) {
      PCollectionTuple kept = writeSnapshots(read, buckets);
      facts = facts.and(kept.get(FACTS).setCoder(Fact.coder()));
      for (Dataset dataset : snapshots()) {
        datasets = datasets.with(dataset.name(), rows(dataset, kept));
      }
    }
    for (Dataset dataset : incremental()) {
      DayLayout layout = new DayLayout(dataset);
      PCollectionTuple written =
          read.apply(
              "Accumulate " + dataset.name(), new Accumulate(deliveries, past, layout, buckets));
      facts = facts.and(written.get(WriteDays.FACTS));
      datasets =
          datasets.with(
              dataset.name(),
              Rows.ofBlocks(
                  written.get(WriteDays.ROWS),
                  RowType.of(layout.dated()),
                  deliveries.buckets(dataset)));
    }
    if (common.intake().isFeed()) {
      facts =
          facts.and(batches.apply("Base", ParDo.of(new BaseFn(deliveries))).setCoder(Fact.coder()));
    }
    return new Ingested(deliveries, past, datasets, references(past, datasets, facts));
  }

  /** Tells what a batch builds on: of one that brings no files there is nothing else to tell. */
  private static final class BaseFn extends DoFn<String, Fact> {
    private final Deliveries deliveries;

    BaseFn(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @ProcessElement
    public void tell(BoundedWindow window, OutputReceiver<Fact> out) throws IOException {
      out.output(new Fact.EntryRead(deliveries.in(window).base()));
    }
  }

  private List<Dataset> snapshots() {
    return common.datasets().stream().filter(dataset -> !dataset.isIncremental()).toList();
  }

  private List<Dataset> incremental() {
    return common.datasets().stream().filter(Dataset::isIncremental).toList();
  }

  private TupleTagList others() {
    TupleTagList others = TupleTagList.of(ValidateRecords.ARRIVALS).and(ValidateRecords.FACTS);
    for (Dataset dataset : incremental()) {
      others = others.and(ValidateRecords.arrived(dataset));
    }
    return others;
  }

  private PCollectionTuple writeSnapshots(PCollectionTuple read, Buckets buckets) {
    Map<String, TupleTag<Block>> tags = new LinkedHashMap<>();
    snapshots().forEach(dataset -> tags.put(dataset.name(), tag(dataset)));
    return read.get(ValidateRecords.ROWS)
        .apply("GroupKeys", GroupByKey.create())
        .apply(
            "WriteSilver",
            ParDo.of(new WriteSilver(deliveries, buckets, tags, FACTS))
                .withOutputTags(FACTS, TupleTagList.of(List.copyOf(tags.values()))));
  }

  private static TupleTag<Block> tag(Dataset dataset) {
    return new TupleTag<>("rows-" + dataset.name());
  }

  private Rows<Row> rows(Dataset dataset, PCollectionTuple kept) {
    return Rows.ofBlocks(
        kept.get(tag(dataset)).setCoder(Block.coder()),
        RowType.of(RowLayout.of(dataset).columns()),
        deliveries.buckets(dataset));
  }

  private PCollectionList<Fact> references(
      Past past, Datasets datasets, PCollectionList<Fact> facts) {
    PCollectionList<Fact> all = facts;
    Datasets known = datasets;
    for (Dataset dataset : common.datasets()) {
      for (Reference reference : dataset.references()) {
        known = withTarget(known, past, reference.dataset());
        Rows<Row> rows = known.rows(dataset.name());
        all =
            all.and(
                (dataset.isIncremental() ? Fresh.of("New " + reference.id(), rows) : rows)
                    .apply(
                        "Check " + dataset.name() + "." + reference.id(),
                        new CheckReference(
                            deliveries, dataset, reference, known.rows(reference.dataset()))));
      }
    }
    return all;
  }

  /** What is referred to may have come with an earlier batch. */
  private Datasets withTarget(Datasets datasets, Past past, String target) {
    return datasets.has(target)
        ? datasets
        : datasets.with(target, past.latestSnapshot(common.contract().dataset(target)));
  }
}
