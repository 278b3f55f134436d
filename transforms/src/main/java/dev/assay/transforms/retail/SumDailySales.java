package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.AGG_DAILY_SALES;

import dev.assay.schemas.retail.DailySales;
import dev.assay.schemas.retail.Invoice;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import org.apache.beam.sdk.transforms.PTransform;

/**
 * Sums the sales of each day and country, those of unknown customers included: one row per day and
 * country with a sale. Orders are invoices of a customer; the average unit price is the mean over
 * lines, each counted once, to nine decimals, half up.
 *
 * <p>Needs what {@link SumInvoices} makes, and with it that transform's columns.
 */
public final class SumDailySales extends PTransform<Rows<Invoice>, Rows<DailySales>> {
  private static final Group.Input<Invoice> INVOICES = Group.Input.of("Invoices");

  private SumDailySales() {}

  public static SumDailySales create() {
    return new SumDailySales();
  }

  @Override
  public Rows<DailySales> expand(Rows<Invoice> invoices) {
    return PerKey.of("date", "country")
        .with(INVOICES, invoices)
        .compute(AGG_DAILY_SALES, SumDailySales::sum);
  }

  /** An invoice has one row for each of its days and countries, so that rows are orders. */
  static void sum(Group group, Results<DailySales> results) {
    long orders = 0;
    long lines = 0;
    long quantity = 0;
    BigDecimal sales = BigDecimal.ZERO;
    BigDecimal prices = BigDecimal.ZERO;
    Invoice any = null;
    for (Invoice invoice : group.rows(INVOICES)) {
      any = invoice;
      orders++;
      lines += invoice.getLines();
      quantity = Math.addExact(quantity, invoice.getQuantity());
      sales = sales.add(invoice.getSales());
      prices = prices.add(invoice.getPrices());
    }
    results.output(
        DailySales.of(
            any.getDate(),
            any.getCountry(),
            sales,
            quantity,
            orders,
            Averages.average(prices, lines)));
  }
}
