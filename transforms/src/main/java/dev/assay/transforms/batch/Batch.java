package dev.assay.transforms.batch;

import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * What becomes of a delivery: silver, gold tables, and then, all or nothing, an entry of the log
 * and a warehouse that shows it.
 *
 * <pre>{@code
 * Batch.of(delivery).silver(bank).gold(CUSTOMER_ACCOUNT_BALANCE, balances).commit();
 * }</pre>
 */
public final class Batch {
  private final Deliveries deliveries;
  private final Foundation foundation;
  private final List<Table> tables;
  private final Map<String, Rows<?>> gold;
  private final Map<String, Rows<?>> shared;
  private final List<PCollection<Fact>> facts;
  private final List<Finding> findings;

  private Batch(
      Deliveries deliveries,
      Foundation foundation,
      List<Table> tables,
      Map<String, Rows<?>> gold,
      Map<String, Rows<?>> shared,
      List<PCollection<Fact>> facts,
      List<Finding> findings) {
    this.deliveries = deliveries;
    this.foundation = foundation;
    this.tables = tables;
    this.gold = gold;
    this.shared = shared;
    this.facts = facts;
    this.findings = findings;
  }

  /** A batch of that delivery, with nothing in it yet. */
  public static Unfilled of(Delivery delivery) {
    return of(Deliveries.of(delivery));
  }

  /** A batch of each of these deliveries, with nothing in it yet. */
  public static Unfilled of(Deliveries deliveries) {
    return new Unfilled(deliveries);
  }

  /**
   * A batch that was published before: what is missing of it (its tables in the warehouse, its
   * files in the archive) is made good, and nothing is computed.
   */
  public static void republish(Pipeline pipeline, Delivery delivery) {
    finish(
        Deliveries.of(delivery),
        pipeline
            .apply("Published", Create.of(Json.write(delivery.published())))
            .setCoder(StringUtf8Coder.of()));
  }

  /** A batch without its silver. */
  public static final class Unfilled {
    private final Deliveries deliveries;

    private Unfilled(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    /** What the delivery was refined to. */
    public Batch silver(Ingested silver) {
      return foundedOn(silver);
    }

    Batch foundedOn(Foundation foundation) {
      return new Batch(
          deliveries, foundation, List.of(), Map.of(), new HashMap<>(), List.of(), List.of());
    }
  }

  /** What the batch is made of. */
  public Delivery delivery() {
    return deliveries.common();
  }

  /**
   * Computes rows from the datasets in silver: those of this batch, or what the first stage
   * committed. What was computed under that name before, by another stage of this batch, is not
   * computed again.
   */
  public <T> Rows<T> apply(String name, PTransform<? super Datasets, Rows<T>> transform) {
    return once(name, () -> foundation.datasets().apply(name, transform));
  }

  /** The same, from rows that were computed before. */
  public <I, T> Rows<T> apply(
      String name, Rows<I> rows, PTransform<? super Rows<I>, Rows<T>> transform) {
    return once(name, () -> rows.apply(name, transform));
  }

  @SuppressWarnings("unchecked") // put there under its name
  private <T> Rows<T> once(String name, Supplier<Rows<T>> computation) {
    return (Rows<T>) shared.computeIfAbsent(name, n -> computation.get());
  }

  /**
   * The rows of a gold table: of this batch, or what a stage before committed.
   *
   * @throws dev.assay.schemas.RequestException if what was committed does not hold it
   */
  public <T> Rows<T> rows(TableDefinition<T> definition) {
    @SuppressWarnings("unchecked") // put there under the name of its definition
    Rows<T> rows = (Rows<T>) gold.get(definition.name());
    return rows == null ? foundation.rows(definition) : rows;
  }

  /** Adds a gold table. */
  public <T> Batch gold(TableDefinition<T> definition, Rows<T> rows) {
    Table table = definition.bind(deliveries.common().contract());
    PCollection<Fact> missing =
        rows.unattributed()
            .apply("NotAttributed " + table.name(), MapElements.via(new ToFact(table.name())))
            .setCoder(Fact.coder());
    PCollection<Fact> written =
        rows.apply("Write " + table.name(), new WriteTable<>(deliveries, table));
    List<Table> moreTables = new ArrayList<>(tables);
    moreTables.add(table);
    Map<String, Rows<?>> moreGold = new HashMap<>(gold);
    moreGold.put(definition.name(), rows);
    List<PCollection<Fact>> moreFacts = new ArrayList<>(facts);
    moreFacts.addAll(List.of(missing, written));
    return new Batch(deliveries, foundation, moreTables, moreGold, shared, moreFacts, findings);
  }

  /**
   * Reports rows that have something wrong, as a quality check of this batch; they go on.
   *
   * @param rows with {@code _source_file} and {@code _source_line}
   */
  public Batch report(Finding finding, Rows<Row> rows) {
    List<PCollection<Fact>> moreFacts = new ArrayList<>(facts);
    moreFacts.add(rows.apply("Report " + finding.rule(), new ListViolations(deliveries, finding)));
    List<Finding> moreFindings = new ArrayList<>(findings);
    moreFindings.add(finding);
    return new Batch(deliveries, foundation, tables, gold, shared, moreFacts, moreFindings);
  }

  /**
   * Audits all of it; then commits it to the log, brings the warehouse up to the log, and archives
   * the input.
   *
   * @throws dev.assay.schemas.RequestException if gold needs what the contract lacks
   */
  public void commit() {
    foundation.check();
    PCollection<String> entry =
        foundation
            .facts(tables)
            .and(facts)
            .apply("AllFacts", Flatten.pCollections())
            .apply("MeasureFiles", ParDo.of(new MeasureFiles(deliveries, tables)))
            .setCoder(Fact.coder())
            .apply("Gather", new GatherFacts())
            .apply("CloseBooks", ParDo.of(new Publish.CloseBooksFn(deliveries, tables, findings)))
            .setCoder(StringUtf8Coder.of())
            .apply("Commit", ParDo.of(new Publish.CommitFn(deliveries)))
            .setCoder(StringUtf8Coder.of());
    finish(deliveries, entry);
  }

  private static void finish(Deliveries deliveries, PCollection<String> entry) {
    entry
        .apply("Project", ParDo.of(new Publish.ProjectFn(deliveries)))
        .setCoder(StringUtf8Coder.of())
        .apply("Archive", ParDo.of(new Publish.ArchiveFn(deliveries)));
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
