package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.INVOICE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.DailySales;
import dev.assay.schemas.retail.Invoice;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Ntile;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.collect.Iterables;
import org.joda.time.Instant;

/**
 * Scores customers, and sums the one day and country, whose invoices the heap could not hold as
 * objects, and as many of nobody known. Customers come in no order. All bought once and on one day,
 * and nine of ten for the same money: their scores follow from their numbers, so that each can be
 * checked by itself.
 */
final class ScoreManyCustomers {
  private static final Instant AT = Instant.parse("2011-01-01T10:00:00Z");
  private static final int PARTS = 100;
  private static final Columns PART =
      Columns.of(List.of(new Column("part", Type.INTEGER, false, "")));

  private ScoreManyCustomers() {}

  public static void main(String[] args) {
    int customers = Integer.parseInt(args[0]);
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    List<Row> parts = new ArrayList<>();
    for (long part = 0; part < PARTS; part++) {
      parts.add(Row.withSchema(PART.toSchema()).addValues(part).build());
    }
    Rows<Invoice> invoices =
        PerRow.of(
                Rows.of(
                    PART,
                    pipeline.apply(
                        "Parts", Create.of(parts).withCoder(RowCoder.of(PART.toSchema())))))
            .compute(INVOICE, (part, results) -> buy(part.getInt64("part"), customers, results));

    Rows<Customer> scored = invoices.apply("ScoreCustomers", ScoreCustomers.asOf(null));

    PAssert.thatSingleton(
            PerRow.of("Check", scored)
                .compute(PART, (customer, results) -> check(customer, customers, results))
                .unattributed()
                .apply("Rows", MapElements.into(TypeDescriptors.longs()).via(told -> told.rows()))
                .apply("Sum", Sum.longsGlobally()))
        // Each customer checked, and as many invoices without one.
        .isEqualTo(2L * customers);
    BigDecimal total = BigDecimal.valueOf(2L * customers + (customers + 9) / 10);
    PAssert.that(invoices.apply("SumDailySales", SumDailySales.create()).unpack("Days"))
        .satisfies(
            days -> {
              requireOneDay(days, 2L * customers, total);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static void buy(long part, int customers, Results<Invoice> results) {
    for (int i = (int) part; i < customers; i += PARTS) {
      results.output(invoice(id(i), i % 10 == 0 ? 2 : 1));
      results.output(invoice(Customer.ANONYMOUS, 1));
    }
  }

  private static String id(int index) {
    return String.format("%09d", index);
  }

  private static Invoice invoice(String customer, long amount) {
    return Invoice.builder()
        .setCustomerId(customer)
        .setInvoiceNo("1")
        .setDate(Days.midnight(AT))
        .setCountry("United Kingdom")
        .setFirstAt(AT)
        .setLastAt(AT)
        .setLines(1)
        .setQuantity(1)
        .setSales(BigDecimal.valueOf(amount))
        .setPrices(BigDecimal.valueOf(amount))
        .build();
  }

  private static void check(Customer customer, int customers, Results<Row> results) {
    int index = Integer.parseInt(customer.getCustomerId());
    long rich = (customers + 9) / 10;
    long richBefore = (index + 9) / 10;
    long byMoney = index % 10 == 0 ? customers - rich + index / 10 + 1 : index - richBefore + 1;
    require(customer, "r", customer.getR(), Ntile.tile(index + 1, customers, 5));
    require(customer, "f", customer.getF(), Ntile.tile(index + 1, customers, 5));
    require(customer, "m", customer.getM(), Ntile.tile(byMoney, customers, 5));
    results.unattributed("checked", "checked", 1, BigDecimal.ZERO);
  }

  /** All invoices are of one day and country. */
  private static void requireOneDay(Iterable<DailySales> days, long orders, BigDecimal sales) {
    DailySales day = Iterables.getOnlyElement(days);
    assertThat(day.getOrders(), is(orders));
    assertThat(day.getQuantity(), is(orders));
    assertThat(day.getSales(), comparesEqualTo(sales));
    assertThat(
        day.getAverageUnitPrice(),
        comparesEqualTo(sales.divide(BigDecimal.valueOf(orders), 9, RoundingMode.HALF_UP)));
  }

  private static void require(Customer customer, String score, long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(
          customer.getCustomerId() + ": " + score + " is " + found + ", not " + expected);
    }
  }
}
