package dev.assay.transforms.retail;

import static dev.assay.transforms.retail.TestShop.day;
import static dev.assay.transforms.retail.TestShop.line;
import static dev.assay.transforms.retail.TestShop.minute;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;

import dev.assay.schemas.retail.BestSeller;
import dev.assay.schemas.retail.CalendarDate;
import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.DailySales;
import dev.assay.schemas.retail.Invoice;
import dev.assay.schemas.retail.Product;
import dev.assay.schemas.retail.Sale;
import dev.assay.schemas.retail.SegmentSales;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

/** Each gold transform outside its pipeline, on rows that no contract or file stands behind. */
class TransformsAloneTest {
  private static final Row[] LINES = {
    line("1", "A", "RED MUG", 2, "2011-01-31T10:00", "1.5", "ann", "Spain"),
    line("1", "A", "RED MUG", 2, "2011-01-31T10:00", "1.5", "ann", "Spain"),
    line("1", "B", "BAG", 1, "2011-01-31T10:00", "0.125", "ann", "Spain"),
    line("2", "A", "MUG", 4, "2011-02-02T09:00", "1", "ANONYMOUS", "Spain"),
    line("3", "B", "BAG", 8, "2011-02-02T09:30", "0.5", "bob", "Malta"),
    line("4", "C", null, 1, "2011-02-03T09:30", "9", "ann", "Malta"),
  };

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static BigDecimal nine(String amount) {
    return new BigDecimal(amount).setScale(9);
  }

  private Datasets shop() {
    return TestShop.of(pipeline, LINES);
  }

  private Rows<Invoice> invoices() {
    return shop().apply("SumInvoices", SumInvoices.create());
  }

  /** What could not be attributed, whatever the pieces it was told in. */
  private static void assertUnattributed(Rows<?> rows, String... expected) {
    PCollection<Unattributed> told = rows.unattributed();
    List<String> lines = List.of(expected);
    PAssert.that(told)
        .satisfies(
            pieces -> {
              List<String> found = new ArrayList<>();
              pieces.forEach(
                  piece ->
                      found.add(
                          piece.column()
                              + ": "
                              + piece.reason()
                              + ", "
                              + piece.rows()
                              + ", "
                              + piece.amount().stripTrailingZeros().toPlainString()));
              assertThat(found, containsInAnyOrder(lines.toArray(String[]::new)));
              return null;
            });
  }

  @Test
  void pricesSales() {
    Rows<Sale> sales = TestShop.of(pipeline, LINES[2]).apply("PriceSales", PriceSales.create());

    PAssert.that(sales.unpack())
        .containsInAnyOrder(
            Sale.builder()
                .setInvoiceNo("1")
                .setStockCode("B")
                .setCustomerId("ann")
                .setCountry("Spain")
                .setDateId(20110131)
                .setInvoiceDate(day("2011-01-31"))
                .setInvoicedAt(minute("2011-01-31T10:00"))
                .setQuantity(1)
                .setUnitPrice(nine("0.125"))
                .setSales(nine("0.125"))
                .build());
    pipeline.run();
  }

  @Test
  void sumsDailySales() {
    Rows<DailySales> daily = invoices().apply("SumDailySales", SumDailySales.create());

    PAssert.that(daily.unpack())
        .containsInAnyOrder(
            DailySales.of(day("2011-01-31"), "Spain", nine("6.125"), 5, 1, nine("1.041666667")),
            DailySales.of(day("2011-02-02"), "Spain", nine("4"), 4, 1, nine("1")),
            DailySales.of(day("2011-02-02"), "Malta", nine("4"), 8, 1, nine("0.5")),
            DailySales.of(day("2011-02-03"), "Malta", nine("9"), 1, 1, nine("9")));
    pipeline.run();
  }

  @Test
  void listsDatesWithoutHoles() {
    Rows<CalendarDate> dates =
        invoices()
            .apply("SumDailySales", SumDailySales.create())
            .apply("ListDates", ListDates.create());

    PAssert.that(dates.unpack())
        .containsInAnyOrder(
            ListDates.describe(LocalDate.of(2011, 1, 31)),
            ListDates.describe(LocalDate.of(2011, 2, 1)),
            ListDates.describe(LocalDate.of(2011, 2, 2)),
            ListDates.describe(LocalDate.of(2011, 2, 3)));
    pipeline.run();
  }

  @Test
  void describesProductsByTheirMostFrequentName() {
    Rows<Product> products =
        shop()
            .apply("SumProductMonths", SumProductMonths.create())
            .apply("DescribeProducts", DescribeProducts.create());

    PAssert.that(products.unpack())
        .containsInAnyOrder(
            Product.of("A", "RED MUG", "Mugs & Cups", true),
            Product.of("B", "BAG", "Bags", false),
            Product.of("C", null, "Other", true));
    pipeline.run();
  }

  @Test
  void ranksBestSellersAndTellsWhatIsNotAmongThem() {
    Rows<BestSeller> best =
        shop()
            .apply("SumProductMonths", SumProductMonths.create())
            .apply("RankBestSellers", RankBestSellers.top(2));

    PAssert.that(best.unpack())
        .containsInAnyOrder(
            BestSeller.of(day("2011-01-01"), 1, "A", "RED MUG", nine("6"), 4),
            BestSeller.of(day("2011-01-01"), 2, "B", "BAG", nine("0.125"), 1),
            BestSeller.of(day("2011-02-01"), 1, "C", null, nine("9"), 1),
            // As much as of B: the stock code decides.
            BestSeller.of(day("2011-02-01"), 2, "A", "RED MUG", nine("4"), 4));
    assertUnattributed(best, "sales: not among the top 2 of its month, 1, 4");
    pipeline.run();
  }

  private static Customer.Builder ann() {
    return Customer.builder()
        .setCustomerId("ann")
        .setCountry("Malta")
        .setFirstInvoicedAt(minute("2011-01-31T10:00"))
        .setLastInvoicedAt(minute("2011-02-03T09:30"))
        .setFrequency(2)
        .setMonetary(nine("15.125"))
        .setR(2)
        .setF(2)
        .setM(2)
        .setSegment("Hibernating");
  }

  private static Customer.Builder bob() {
    return Customer.builder()
        .setCustomerId("bob")
        .setCountry("Malta")
        .setFirstInvoicedAt(minute("2011-02-02T09:30"))
        .setLastInvoicedAt(minute("2011-02-02T09:30"))
        .setFrequency(1)
        .setMonetary(nine("4"))
        .setR(1)
        .setF(1)
        .setM(1)
        .setSegment("Hibernating");
  }

  @Test
  void scoresCustomersForTheDayAfterTheLastInvoice() {
    Rows<Customer> customers = invoices().apply("ScoreCustomers", ScoreCustomers.asOf(null));

    PAssert.that(customers.unpack())
        .containsInAnyOrder(ann().setRecencyDays(1).build(), bob().setRecencyDays(2).build());
    assertUnattributed(customers, "monetary: no customer, 1, 4");
    pipeline.run();
  }

  @Test
  void scoresCustomersForAnyDay() {
    Rows<Customer> customers =
        invoices().apply("ScoreCustomers", ScoreCustomers.asOf(LocalDate.of(2011, 2, 2)));

    PAssert.that(customers.unpack())
        .containsInAnyOrder(ann().setRecencyDays(-1).build(), bob().setRecencyDays(0).build());
    pipeline.run();
  }

  @Test
  void sumsSegments() {
    Rows<Invoice> invoices = invoices();
    Rows<Customer> customers = invoices.apply("ScoreCustomers", ScoreCustomers.asOf(null));
    Rows<SegmentSales> segments = invoices.apply("SumSegments", SumSegments.of(customers));

    PAssert.that(segments.unpack())
        .containsInAnyOrder(
            SegmentSales.of(day("2011-01-01"), "Hibernating", 1, nine("6.125"), 1, nine("6.125")),
            SegmentSales.of(day("2011-02-01"), "Hibernating", 2, nine("13"), 2, nine("6.5")));
    assertUnattributed(segments, "monetary: no customer, 1, 4", "sales: no customer, 1, 4");
    pipeline.run();
  }
}
