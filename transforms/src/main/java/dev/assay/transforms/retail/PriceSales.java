package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.FACT_SALES;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.retail.Sale;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * Prices each invoice line: quantity times unit price, on the day of the invoice. One row per line,
 * alike ones included.
 *
 * <p>Needs {@code sales} (invoice_no, stock_code, customer_id, country, invoiced_at, quantity,
 * unit_price), none of them null. Amounts are in the shop's currency.
 */
public final class PriceSales extends PTransform<Datasets, Rows<Sale>> {

  private PriceSales() {}

  public static PriceSales create() {
    return new PriceSales();
  }

  @Override
  public Rows<Sale> expand(Datasets shop) {
    return PerRow.of(
            shop.rows(
                FACT_SALES,
                "sales",
                string("invoice_no"),
                string("stock_code"),
                string("customer_id"),
                string("country"),
                timestamp("invoiced_at"),
                integer("quantity"),
                decimal("unit_price")))
        .compute(FACT_SALES, PriceSales::price);
  }

  static void price(Row line, Results<Sale> results) {
    Instant invoicedAt = Days.instant(line, "invoiced_at");
    LocalDate day = Days.of(invoicedAt);
    long quantity = line.getInt64("quantity");
    BigDecimal price = line.getDecimal("unit_price");
    results.output(
        Sale.builder()
            .setInvoiceNo(line.getString("invoice_no"))
            .setStockCode(line.getString("stock_code"))
            .setCustomerId(line.getString("customer_id"))
            .setCountry(line.getString("country"))
            .setDateId(Days.id(day))
            .setInvoiceDate(Days.toInstant(day))
            .setInvoicedAt(invoicedAt)
            .setQuantity(quantity)
            .setUnitPrice(price)
            .setSales(price.multiply(BigDecimal.valueOf(quantity)))
            .build());
  }
}
