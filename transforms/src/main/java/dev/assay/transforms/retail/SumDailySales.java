package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.AGG_DAILY_SALES;
import static dev.assay.schemas.retail.RetailTables.DAY_SUM;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.retail.DailySales;
import dev.assay.schemas.retail.DaySum;
import dev.assay.schemas.retail.Invoice;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import org.apache.beam.sdk.transforms.PTransform;

/**
 * Sums the sales of each day and country, those of unknown customers included: one row per day and
 * country with a sale. Orders are invoices of a customer; the average unit price is the mean over
 * lines, each counted once, to nine decimals, half up.
 *
 * <p>Invoices are added up where they are first: most of a day are of one country.
 *
 * <p>Needs what {@link SumInvoices} makes, and with it that transform's columns.
 */
public final class SumDailySales extends PTransform<Rows<Invoice>, Rows<DailySales>> {
  private static final Group.Input<DaySum> SUMS = Group.Input.of("Sums");

  private SumDailySales() {}

  public static SumDailySales create() {
    return new SumDailySales();
  }

  @Override
  public Rows<DailySales> expand(Rows<Invoice> invoices) {
    return PerKey.of("date", "country")
        .with(SUMS, AddUp.of("AddUpInvoices", invoices).compute(DAY_SUM, SumDailySales::add))
        .compute(AGG_DAILY_SALES, SumDailySales::sum);
  }

  /** An invoice has one row for each of its days and countries, so that rows are orders. */
  static void add(Invoice invoice, Results<DaySum> sums) {
    sums.output(
        DaySum.of(
            invoice.getDate(),
            invoice.getCountry(),
            1,
            invoice.getLines(),
            invoice.getQuantity(),
            invoice.getSales(),
            invoice.getPrices()));
  }

  static void sum(Group group, Results<DailySales> results) {
    DaySum sum = PartialSum.of(group.rows(SUMS));
    results.output(
        DailySales.of(
            sum.getDate(),
            sum.getCountry(),
            sum.getSales(),
            sum.getQuantity(),
            sum.getOrders(),
            Averages.average(sum.getPrices(), sum.getLines())));
  }
}
