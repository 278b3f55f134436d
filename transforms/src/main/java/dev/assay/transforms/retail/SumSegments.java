package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.AGG_CUSTOMER_SEGMENTS;
import static dev.assay.schemas.retail.RetailTables.SEGMENT_SUM;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.Invoice;
import dev.assay.schemas.retail.SegmentSales;
import dev.assay.schemas.retail.SegmentSum;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.PTransform;
import org.joda.time.Instant;

/**
 * Sums what the customers of each segment bought in each month: one row per month and segment with
 * a sale. Orders are invoices of a customer; the average order value is sales by orders, to nine
 * decimals, half up. What unknown customers bought is unattributed.
 *
 * <p>Customers are added up where they are first, so that no group has to hold all of a segment.
 *
 * <p>Needs what {@link SumInvoices} and {@link ScoreCustomers} make of the same sales.
 */
public final class SumSegments extends PTransform<Rows<Invoice>, Rows<SegmentSales>> {
  private static final Group.Input<Customer> CUSTOMERS = Group.Input.of("Customers");
  private static final Group.Input<Invoice> INVOICES = Group.Input.of("Invoices");
  private static final Group.Input<SegmentSum> SUMS = Group.Input.of("Sums");

  private final Rows<Customer> customers;

  private SumSegments(Rows<Customer> customers) {
    this.customers = customers;
  }

  /** Of the segments that these customers are in. */
  public static SumSegments of(Rows<Customer> customers) {
    return new SumSegments(customers);
  }

  @Override
  public Rows<SegmentSales> expand(Rows<Invoice> invoices) {
    Rows<SegmentSum> perCustomer =
        invoices
            .apply("KnownCustomers", KnownCustomers.forSumsIn("sales"))
            .apply("PerCustomer", new SumMonths(customers));
    return PerKey.of("month", "segment")
        .with(
            SUMS,
            AddUp.of("AddUpCustomers", perCustomer)
                .compute(SEGMENT_SUM, (customer, sums) -> sums.output(customer)))
        .compute(AGG_CUSTOMER_SEGMENTS, SumSegments::describe);
  }

  private static final class SumMonths extends PTransform<Rows<Invoice>, Rows<SegmentSum>> {
    private final Rows<Customer> customers;

    SumMonths(Rows<Customer> customers) {
      this.customers = customers;
    }

    @Override
    public Rows<SegmentSum> expand(Rows<Invoice> invoices) {
      return PerKey.of("customer_id")
          .with(CUSTOMERS, customers)
          .with(INVOICES, invoices)
          .compute(SEGMENT_SUM, SumSegments::sumMonths);
    }
  }

  static void sumMonths(Group group, Results<SegmentSum> results) {
    Map<Instant, Month> months = new TreeMap<>();
    for (Invoice invoice : group.rows(INVOICES)) {
      months
          .computeIfAbsent(Days.firstOfMonth(invoice.getDate()), month -> new Month())
          .add(invoice);
    }
    Optional<Customer> customer = group.row(CUSTOMERS);
    months.forEach(
        (first, month) -> {
          if (customer.isPresent()) {
            results.output(
                SegmentSum.of(
                    first, customer.get().getSegment(), 1, month.orders.size(), month.sales));
          } else {
            results.unattributed(
                "sales", "customer not in dim_customers", month.lines, month.sales);
          }
        });
  }

  /** What one customer bought in a month. */
  private static final class Month {
    private final Set<String> orders = new HashSet<>();
    private long lines;
    private BigDecimal sales = BigDecimal.ZERO;

    void add(Invoice invoice) {
      orders.add(invoice.getInvoiceNo());
      lines += invoice.getLines();
      sales = sales.add(invoice.getSales());
    }
  }

  static void describe(Group group, Results<SegmentSales> results) {
    SegmentSum sum = PartialSum.of(group.rows(SUMS));
    results.output(
        SegmentSales.of(
            sum.getMonth(),
            sum.getSegment(),
            sum.getCustomers(),
            sum.getSales(),
            sum.getOrders(),
            Averages.average(sum.getSales(), sum.getOrders())));
  }
}
