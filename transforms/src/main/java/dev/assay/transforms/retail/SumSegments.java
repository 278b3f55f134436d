package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.AGG_CUSTOMER_SEGMENTS;
import static dev.assay.schemas.retail.RetailTables.SEGMENT_SHARE;

import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.Invoice;
import dev.assay.schemas.retail.SegmentSales;
import dev.assay.schemas.retail.SegmentShare;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
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
 * <p>Segments are summed by shares first, so that no group has to hold all customers of one.
 *
 * <p>Needs what {@link SumInvoices} and {@link ScoreCustomers} make of the same sales.
 */
public final class SumSegments extends PTransform<Rows<Invoice>, Rows<SegmentSales>> {
  private static final int SHARES = 64;

  private static final Group.Input<Customer> CUSTOMERS = Group.Input.of("Customers");
  private static final Group.Input<Invoice> INVOICES = Group.Input.of("Invoices");
  private static final Group.Input<SegmentShare> PARTS = Group.Input.of("Parts");

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
    Rows<SegmentShare> perCustomer =
        invoices
            .apply("KnownCustomers", KnownCustomers.forSumsIn("sales"))
            .apply("PerCustomer", new SumMonths(customers));
    return perCustomer.apply("PerShare", new SumShares()).apply("PerSegment", new SumParts());
  }

  private static final class SumMonths extends PTransform<Rows<Invoice>, Rows<SegmentShare>> {
    private final Rows<Customer> customers;

    SumMonths(Rows<Customer> customers) {
      this.customers = customers;
    }

    @Override
    public Rows<SegmentShare> expand(Rows<Invoice> invoices) {
      return PerKey.of("customer_id")
          .with(CUSTOMERS, customers)
          .with(INVOICES, invoices)
          .compute(SEGMENT_SHARE, SumSegments::sumMonths);
    }
  }

  private static final class SumShares extends PTransform<Rows<SegmentShare>, Rows<SegmentShare>> {
    @Override
    public Rows<SegmentShare> expand(Rows<SegmentShare> customers) {
      return PerKey.of("month", "segment", "share")
          .with(PARTS, customers)
          .compute(SEGMENT_SHARE, (group, results) -> results.output(sum(group)));
    }
  }

  private static final class SumParts extends PTransform<Rows<SegmentShare>, Rows<SegmentSales>> {
    @Override
    public Rows<SegmentSales> expand(Rows<SegmentShare> shares) {
      return PerKey.of("month", "segment")
          .with(PARTS, shares)
          .compute(AGG_CUSTOMER_SEGMENTS, (group, results) -> results.output(describe(sum(group))));
    }
  }

  static void sumMonths(Group group, Results<SegmentShare> results) {
    Map<Instant, Month> months = new TreeMap<>();
    for (Invoice invoice : group.rows(INVOICES)) {
      months
          .computeIfAbsent(Days.firstOfMonth(invoice.getDate()), month -> new Month())
          .add(invoice);
    }
    Optional<Customer> customer = group.row(CUSTOMERS);
    long share = Math.floorMod(group.key().getString("customer_id").hashCode(), SHARES);
    months.forEach(
        (first, month) -> {
          if (customer.isPresent()) {
            results.output(
                SegmentShare.of(
                    customer.get().getSegment(),
                    first,
                    share,
                    1,
                    month.orders.size(),
                    month.sales));
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

  private static SegmentShare sum(Group group) {
    SegmentShare any = null;
    long customers = 0;
    long orders = 0;
    BigDecimal sales = BigDecimal.ZERO;
    for (SegmentShare part : group.rows(PARTS)) {
      any = part;
      customers += part.getCustomers();
      orders += part.getOrders();
      sales = sales.add(part.getSales());
    }
    return SegmentShare.of(
        any.getSegment(), any.getMonth(), any.getShare(), customers, orders, sales);
  }

  private static SegmentSales describe(SegmentShare sum) {
    return SegmentSales.of(
        sum.getMonth(),
        sum.getSegment(),
        sum.getCustomers(),
        sum.getSales(),
        sum.getOrders(),
        Averages.average(sum.getSales(), sum.getOrders()));
  }
}
