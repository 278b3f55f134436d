package dev.assay.transforms.retail;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.schemas.retail.Invoice;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * Sums the invoices of each customer: one row per customer, with the country of the latest invoice;
 * of those made in one minute that with the greatest number, and within it the first country in the
 * alphabet.
 */
final class SumCustomers extends PTransform<Rows<Invoice>, Rows<Row>> {
  static final Columns COLUMNS =
      Columns.of(
          List.of(
              new Column("customer_id", Type.STRING, false, ""),
              new Column("country", Type.STRING, false, ""),
              new Column("first_invoiced_at", Type.TIMESTAMP, false, ""),
              new Column("last_invoiced_at", Type.TIMESTAMP, false, ""),
              new Column("last_day", Type.DATE, false, "recency, reversed"),
              new Column("frequency", Type.INTEGER, false, ""),
              new Column("monetary", Type.decimal(38, 9), false, "")));

  private static final Group.Input<Invoice> INVOICES = Group.Input.of("Invoices");

  private static final Comparator<Invoice> LATEST_FIRST =
      Comparator.comparing(Invoice::getLastAt)
          .thenComparing(Invoice::getInvoiceNo)
          .reversed()
          .thenComparing(Invoice::getCountry);

  @Override
  public Rows<Row> expand(Rows<Invoice> invoices) {
    return PerKey.of("customer_id").with(INVOICES, invoices).compute(COLUMNS, SumCustomers::sum);
  }

  static void sum(Group group, Results<Row> results) {
    Set<String> orders = new HashSet<>();
    Invoice latest = null;
    Instant first = null;
    BigDecimal monetary = BigDecimal.ZERO;
    for (Invoice invoice : group.rows(INVOICES)) {
      orders.add(invoice.getInvoiceNo());
      latest = latest == null || LATEST_FIRST.compare(invoice, latest) < 0 ? invoice : latest;
      first = first == null || invoice.getFirstAt().isBefore(first) ? invoice.getFirstAt() : first;
      monetary = monetary.add(invoice.getSales());
    }
    results.output(
        Row.withSchema(COLUMNS.toSchema())
            .addValues(
                latest.getCustomerId(),
                latest.getCountry(),
                java.time.Instant.ofEpochMilli(first.getMillis()),
                java.time.Instant.ofEpochMilli(latest.getLastAt().getMillis()),
                Days.of(latest.getLastAt()),
                (long) orders.size(),
                monetary)
            .build());
  }
}
