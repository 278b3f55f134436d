package dev.assay.transforms.batch;

import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * What becomes of a delivery: silver, gold tables, and then, all or nothing, an entry of the log
 * and a warehouse that shows it.
 *
 * <pre>{@code
 * Batch.of(delivery).silver(bank).gold(CUSTOMER_ACCOUNT_BALANCE, balances).commit();
 * }</pre>
 */
public final class Batch {
  private final Delivery delivery;
  private final Ingested silver;
  private final List<Table> tables;
  private final PCollectionList<Fact> facts;

  private Batch(
      Delivery delivery, Ingested silver, List<Table> tables, PCollectionList<Fact> facts) {
    this.delivery = delivery;
    this.silver = silver;
    this.tables = tables;
    this.facts = facts;
  }

  /** A batch of that delivery, with nothing in it yet. */
  public static Unfilled of(Delivery delivery) {
    return new Unfilled(delivery);
  }

  /**
   * A batch that was published before: what is missing of it (its tables in the warehouse, its
   * files in the archive) is made good, and nothing is computed.
   */
  public static void republish(Pipeline pipeline, Delivery delivery) {
    finish(
        delivery,
        pipeline
            .apply("Published", Create.of(Json.write(delivery.published())))
            .setCoder(StringUtf8Coder.of()));
  }

  /** A batch without its silver. */
  public static final class Unfilled {
    private final Delivery delivery;

    private Unfilled(Delivery delivery) {
      this.delivery = delivery;
    }

    /** What the delivery was refined to. */
    public Batch silver(Ingested silver) {
      return new Batch(delivery, silver, List.of(), silver.facts());
    }
  }

  /** Adds a gold table. */
  public <T> Batch gold(TableDefinition<T> definition, Rows<T> rows) {
    Table table = definition.bind(delivery.contract());
    PCollection<Fact> missing =
        rows.unattributed()
            .apply("NotAttributed " + table.name(), MapElements.via(new ToFact(table.name())))
            .setCoder(Fact.coder());
    PCollection<Fact> written =
        rows.apply("Write " + table.name(), new WriteTable<>(delivery, table));
    List<Table> more = new ArrayList<>(tables);
    more.add(table);
    return new Batch(delivery, silver, more, facts.and(missing).and(written));
  }

  /**
   * Audits all of it; then commits it to the log, brings the warehouse up to the log, and archives
   * the input.
   *
   * @throws dev.assay.schemas.RequestException if gold needs what the contract lacks
   */
  public void commit() {
    silver.datasets().check();
    PCollection<String> entry =
        facts
            .apply("AllFacts", Flatten.pCollections())
            .apply("MeasureFiles", ParDo.of(new MeasureFiles(delivery, tables)))
            .setCoder(Fact.coder())
            .apply("ToOnePlace", WithKeys.of("batch"))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), Fact.coder()))
            .apply("Gather", GroupByKey.create())
            .apply("CloseBooks", ParDo.of(new Publish.CloseBooksFn(delivery, tables)))
            .setCoder(StringUtf8Coder.of())
            .apply("Commit", ParDo.of(new Publish.CommitFn(delivery)))
            .setCoder(StringUtf8Coder.of());
    finish(delivery, entry);
  }

  private static void finish(Delivery delivery, PCollection<String> entry) {
    entry
        .apply("Project", ParDo.of(new Publish.ProjectFn(delivery)))
        .setCoder(StringUtf8Coder.of())
        .apply("Archive", ParDo.of(new Publish.ArchiveFn(delivery)));
  }

  private static final class ToFact extends SimpleFunction<Unattributed, Fact> {
    private final String table;

    ToFact(String table) {
      this.table = table;
    }

    @Override
    public Fact apply(Unattributed rows) {
      return new Fact.NotAttributed(table, rows);
    }
  }
}
