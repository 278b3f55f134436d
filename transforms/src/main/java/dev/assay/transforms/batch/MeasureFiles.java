package dev.assay.transforms.batch;

import dev.assay.schemas.Measure;
import dev.assay.schemas.Table;
import dev.assay.transforms.lake.ParquetFacts;
import dev.assay.transforms.log.DataFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Adds up, from the files themselves, what the gold tables promise: what they hold, and what the
 * silver they come from does. Passes all facts on.
 */
final class MeasureFiles extends DoFn<Fact, Fact> {
  private final Deliveries deliveries;
  private final List<Table> tables;

  MeasureFiles(Deliveries deliveries, List<Table> tables) {
    this.deliveries = deliveries;
    this.tables = tables;
  }

  @ProcessElement
  public void measure(@Element Fact fact, OutputReceiver<Fact> out) throws IOException {
    out.output(fact);
    if (fact instanceof Fact.FileWritten written) {
      measure(written.file(), measures(written.file()), out);
    } else if (fact instanceof Fact.FileRead read) {
      measure(read.file(), measures(read.file()), out);
    }
  }

  private List<Measure> measures(DataFile file) {
    Stream<Measure> measures =
        switch (file.layer()) {
          case GOLD ->
              tables.stream()
                  .filter(table -> table.name().equals(file.name()))
                  .flatMap(table -> table.sums().stream())
                  .flatMap(sum -> sum.held().stream());
          case SILVER ->
              tables.stream()
                  .flatMap(table -> table.sums().stream())
                  .filter(sum -> sum.dataset().equals(file.name()))
                  .map(Table.Sum::owed);
          case INDEX, QUARANTINE, DUPLICATES, REPLACED, VIOLATIONS, REPLAYED -> Stream.empty();
        };
    return measures.distinct().toList();
  }

  private void measure(DataFile file, List<Measure> measures, OutputReceiver<Fact> out)
      throws IOException {
    if (measures.isEmpty()) {
      return;
    }
    try (ParquetFacts parquet = ParquetFacts.of(deliveries.common().lake().resource(file.path()))) {
      parquet
          .totals(measures)
          .forEach(
              (measure, total) ->
                  out.output(new Fact.Measured(file.layer(), file.name(), measure, total)));
    }
  }
}
