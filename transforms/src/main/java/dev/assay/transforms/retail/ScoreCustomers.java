package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.DIM_CUSTOMERS;
import static dev.assay.schemas.retail.RetailTables.LATEST_DAY;
import static dev.assay.transforms.rows.Order.ascending;

import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.Invoice;
import dev.assay.schemas.retail.LatestDay;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Ntile;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.RankRows;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Scores the customers who are known by recency, frequency and money (RFM): one row per customer.
 *
 * <p>Each score is the fifth of all customers that one is in, as SQL's {@code NTILE(5)} cuts them:
 * by days since the latest invoice, most first; by number of invoices; by sum of sales; equals by
 * customer id, so that a score is never a matter of luck. Recency is counted in days to a day that
 * is given or else the day after the last invoice of all, anonymous ones included; an invoice after
 * a day that is given has a negative recency. What unknown customers bought is unattributed.
 *
 * <p>Needs what {@link SumInvoices} makes, and with it that transform's columns.
 */
public final class ScoreCustomers extends PTransform<Rows<Invoice>, Rows<Customer>> {
  private static final int TILES = 5;

  private final @Nullable LocalDate asOf;

  private ScoreCustomers(@Nullable LocalDate asOf) {
    this.asOf = asOf;
  }

  /**
   * As they look on a day.
   *
   * @param asOf that day; null for the day after the last invoice
   */
  public static ScoreCustomers asOf(@Nullable LocalDate asOf) {
    return new ScoreCustomers(asOf);
  }

  @Override
  public Rows<Customer> expand(Rows<Invoice> invoices) {
    Rows<Row> ranked =
        invoices
            .apply("KnownCustomers", KnownCustomers.forSumsIn("monetary"))
            .apply("SumCustomers", new SumCustomers())
            .apply("RankRecency", rank("r", "last_day"))
            .apply("RankFrequency", rank("f", "frequency"))
            .apply("RankMonetary", rank("m", "monetary"));
    LocalDate given = asOf;
    return given != null
        ? PerRow.of(ranked)
            .compute(DIM_CUSTOMERS, (row, results) -> results.output(score(row, given)))
        : PerRow.of(ranked)
            .with(invoices.apply("LastDay", new LastDay()))
            .compute(
                DIM_CUSTOMERS,
                (row, last, results) ->
                    results.output(score(row, LocalDate.ofEpochDay(last).plusDays(1))));
  }

  private static RankRows rank(String score, String column) {
    return RankRows.by(ascending(column), ascending("customer_id"))
        .as(score + "_rank", score + "_customers");
  }

  /** The day of the last invoice, as days since 1970. */
  private static final class LastDay extends PTransform<Rows<Invoice>, PCollectionView<Long>> {
    @Override
    public PCollectionView<Long> expand(Rows<Invoice> invoices) {
      return AddUp.of("LatestOfBlock", invoices)
          .compute(LATEST_DAY, (invoice, days) -> days.output(LatestDay.of(invoice.getDate())))
          .unpack()
          .apply(
              "Day",
              MapElements.into(TypeDescriptors.longs())
                  .via(day -> Days.of(day.getDate()).toEpochDay()))
          .apply("Latest", Max.longsGlobally())
          .apply("View", View.asSingleton());
    }
  }

  static Customer score(Row row, LocalDate asOf) {
    long r = tile(row, "r");
    long f = tile(row, "f");
    long m = tile(row, "m");
    LocalDate last = row.getLogicalTypeValue("last_day", LocalDate.class);
    return Customer.builder()
        .setCustomerId(row.getString("customer_id"))
        .setCountry(row.getString("country"))
        .setFirstInvoicedAt(Days.instant(row, "first_invoiced_at"))
        .setLastInvoicedAt(Days.instant(row, "last_invoiced_at"))
        .setRecencyDays(ChronoUnit.DAYS.between(last, asOf))
        .setFrequency(row.getInt64("frequency"))
        .setMonetary(row.getDecimal("monetary"))
        .setR(r)
        .setF(f)
        .setM(m)
        .setSegment(Segments.of(r, f, m))
        .build();
  }

  private static long tile(Row row, String score) {
    return Ntile.tile(row.getInt64(score + "_rank"), row.getInt64(score + "_customers"), TILES);
  }
}
