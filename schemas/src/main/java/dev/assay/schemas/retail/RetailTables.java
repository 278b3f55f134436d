package dev.assay.schemas.retail;

import dev.assay.schemas.TableDefinition;

/** The gold tables of the domain online retail: a star of sales, and three tables made of it. */
public final class RetailTables {
  private static final String LINES = "sales";
  private static final String AMOUNT = "quantity * unit_price";

  public static final TableDefinition<CalendarDate> DIM_DATES =
      TableDefinition.of(CalendarDate.class)
          .named("dim_dates")
          .describedAs("One row per day from the first invoice to the last, without holes")
          .keyedBy("date_id")
          .day("date");

  public static final TableDefinition<Product> DIM_PRODUCTS =
      TableDefinition.of(Product.class)
          .named("dim_products")
          .describedAs("One row per stock code, as invoices write it")
          .keyedBy("stock_code");

  public static final TableDefinition<Customer> DIM_CUSTOMERS =
      TableDefinition.of(Customer.class)
          .named("dim_customers")
          .describedAs("One row per known customer: where, since when, and how they buy (RFM)")
          .keyedBy("customer_id")
          .sums(LINES, AMOUNT, "monetary");

  /** Nothing makes an invoice line unique, so that the table has no key. */
  public static final TableDefinition<Sale> FACT_SALES =
      TableDefinition.of(Sale.class)
          .named("fact_sales")
          .describedAs("One row per invoice line")
          .day("invoice_date")
          .partitionedBy("invoice_date")
          .clusteredBy("customer_id", "stock_code")
          .sums(LINES, AMOUNT, "sales")
          .scaledLike(LINES, "unit_price", "unit_price")
          .counts(LINES);

  public static final TableDefinition<DailySales> AGG_DAILY_SALES =
      TableDefinition.of(DailySales.class)
          .named("agg_daily_sales")
          .describedAs("One row per day and country with a sale, anonymous sales included")
          .keyedBy("date", "country")
          .day("date")
          .sums(LINES, AMOUNT, "sales")
          .sums(LINES, "quantity", "quantity");

  public static final TableDefinition<SegmentSales> AGG_CUSTOMER_SEGMENTS =
      TableDefinition.of(SegmentSales.class)
          .named("agg_customer_segments")
          .describedAs("One row per month and segment of customers with a sale")
          .keyedBy("month", "segment")
          .day("month")
          .sums(LINES, AMOUNT, "sales");

  public static final TableDefinition<BestSeller> TOP_N_PRODUCTS_MONTHLY =
      TableDefinition.of(BestSeller.class)
          .named("top_n_products_monthly")
          .describedAs("One row per month and rank: what sold for most, postage and fees included")
          .keyedBy("month", "rank")
          .day("month")
          .sums(LINES, AMOUNT, "sales");

  /** Part of an invoice, not a table of the warehouse. */
  public static final TableDefinition<Invoice> INVOICE =
      TableDefinition.of(Invoice.class).day("date");

  /** Part of a day in a country, not a table of the warehouse. */
  public static final TableDefinition<DaySum> DAY_SUM =
      TableDefinition.of(DaySum.class).day("date");

  /** A product in a month, not a table of the warehouse. */
  public static final TableDefinition<ProductMonth> PRODUCT_MONTH =
      TableDefinition.of(ProductMonth.class).day("month");

  /** Part of a product on a day, not a table of the warehouse. */
  public static final TableDefinition<ProductDay> PRODUCT_DAY =
      TableDefinition.of(ProductDay.class).day("date");

  /** Part of a segment in a month, not a table of the warehouse. */
  public static final TableDefinition<SegmentSum> SEGMENT_SUM =
      TableDefinition.of(SegmentSum.class).day("month");

  /** The latest day of some invoices, not a table of the warehouse. */
  public static final TableDefinition<LatestDay> LATEST_DAY =
      TableDefinition.of(LatestDay.class).day("date");

  private RetailTables() {}
}
