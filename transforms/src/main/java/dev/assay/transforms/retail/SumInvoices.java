package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.AGG_DAILY_SALES;
import static dev.assay.schemas.retail.RetailTables.INVOICE;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.retail.Invoice;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * Sums the lines of each invoice: one row per customer, invoice, day and country. An order is an
 * invoice of a customer; its lines may be some minutes apart, and so on two days.
 *
 * <p>What is computed per day, customer and segment starts from here, so that no group of theirs
 * has to hold single lines: a quarter of all lines may be of one customer who is not known.
 *
 * <p>Needs {@code sales} (customer_id, invoice_no, invoiced_at, country, quantity, unit_price),
 * none of them null. Amounts are in the shop's currency.
 */
public final class SumInvoices extends PTransform<Datasets, Rows<Invoice>> {
  /** An invoice has some 20 lines: were it five, buckets would be no larger than those of lines. */
  private static final int FEWER = 4;

  private static final Group.Input<Row> LINES = Group.Input.rows("Lines");

  private SumInvoices() {}

  public static SumInvoices create() {
    return new SumInvoices();
  }

  @Override
  public Rows<Invoice> expand(Datasets shop) {
    return PerKey.of("customer_id", "invoice_no")
        .with(
            LINES,
            shop.rows(
                AGG_DAILY_SALES,
                "sales",
                string("customer_id"),
                string("invoice_no"),
                timestamp("invoiced_at"),
                string("country"),
                integer("quantity"),
                decimal("unit_price")))
        .compute(INVOICE, SumInvoices::sum)
        .fewerBy(FEWER);
  }

  static void sum(Group group, Results<Invoice> results) {
    Map<Part, Sum> parts = new TreeMap<>();
    for (Row line : group.rows(LINES)) {
      Instant at = Days.instant(line, "invoiced_at");
      Part part = new Part(Days.midnight(at), line.getString("country"));
      parts
          .computeIfAbsent(part, p -> new Sum(at))
          .add(at, line.getInt64("quantity"), line.getDecimal("unit_price"));
    }
    Row key = group.key();
    parts.forEach(
        (part, sum) ->
            results.output(
                Invoice.builder()
                    .setCustomerId(key.getString("customer_id"))
                    .setInvoiceNo(key.getString("invoice_no"))
                    .setDate(part.date)
                    .setCountry(part.country)
                    .setFirstAt(sum.first)
                    .setLastAt(sum.last)
                    .setLines(sum.lines)
                    .setQuantity(sum.quantity)
                    .setSales(sum.sales)
                    .setPrices(sum.prices)
                    .build()));
  }

  /** The lines of an invoice that are of one day and country; nearly always all of them. */
  private record Part(Instant date, String country) implements Comparable<Part> {
    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::date).thenComparing(Part::country);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }

  /** Lines, added up. */
  private static final class Sum {
    private Instant first;
    private Instant last;
    private long lines;
    private long quantity;
    private BigDecimal sales = BigDecimal.ZERO;
    private BigDecimal prices = BigDecimal.ZERO;

    Sum(Instant at) {
      first = at;
      last = at;
    }

    void add(Instant at, long count, BigDecimal price) {
      first = at.isBefore(first) ? at : first;
      last = at.isAfter(last) ? at : last;
      lines++;
      quantity = Math.addExact(quantity, count);
      sales = sales.add(price.multiply(BigDecimal.valueOf(count)));
      prices = prices.add(price);
    }
  }
}
