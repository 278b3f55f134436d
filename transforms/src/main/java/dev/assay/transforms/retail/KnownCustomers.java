package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.INVOICE;

import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.Invoice;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Rows;
import org.apache.beam.sdk.transforms.PTransform;

/**
 * The invoices of customers who are known. What the others bought is unattributed in a column of
 * the table to be made. Nothing is grouped: the unknown ones would be the largest group by far.
 */
final class KnownCustomers extends PTransform<Rows<Invoice>, Rows<Invoice>> {
  private final String column;

  private KnownCustomers(String column) {
    this.column = column;
  }

  static KnownCustomers forSumsIn(String column) {
    return new KnownCustomers(column);
  }

  @Override
  public Rows<Invoice> expand(Rows<Invoice> invoices) {
    String lacking = column;
    return PerRow.of(invoices)
        .compute(
            INVOICE,
            (invoice, results) -> {
              if (invoice.getCustomerId().equals(Customer.ANONYMOUS)) {
                results.unattributed(
                    lacking, "no customer", invoice.getLines(), invoice.getSales());
              } else {
                results.output(invoice);
              }
            });
  }
}
