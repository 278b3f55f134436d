package dev.assay.pipelines;

import static dev.assay.schemas.retail.RetailTables.AGG_CUSTOMER_SEGMENTS;
import static dev.assay.schemas.retail.RetailTables.AGG_DAILY_SALES;
import static dev.assay.schemas.retail.RetailTables.DIM_CUSTOMERS;
import static dev.assay.schemas.retail.RetailTables.DIM_DATES;
import static dev.assay.schemas.retail.RetailTables.DIM_PRODUCTS;
import static dev.assay.schemas.retail.RetailTables.FACT_SALES;
import static dev.assay.schemas.retail.RetailTables.TOP_N_PRODUCTS_MONTHLY;

import dev.assay.schemas.retail.BestSeller;
import dev.assay.schemas.retail.CalendarDate;
import dev.assay.schemas.retail.Customer;
import dev.assay.schemas.retail.DailySales;
import dev.assay.schemas.retail.Invoice;
import dev.assay.schemas.retail.Product;
import dev.assay.schemas.retail.ProductMonth;
import dev.assay.schemas.retail.Sale;
import dev.assay.schemas.retail.SegmentSales;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Stages;
import dev.assay.transforms.retail.DescribeProducts;
import dev.assay.transforms.retail.ListDates;
import dev.assay.transforms.retail.PriceSales;
import dev.assay.transforms.retail.RankBestSellers;
import dev.assay.transforms.retail.ScoreCustomers;
import dev.assay.transforms.retail.SumDailySales;
import dev.assay.transforms.retail.SumInvoices;
import dev.assay.transforms.retail.SumProductMonths;
import dev.assay.transforms.retail.SumSegments;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code online-retail}: the invoice lines of a shop to silver Parquet, a star schema of sales, and
 * three tables made of it.
 *
 * <p>The batch speaks of the day of its last invoice, unless {@code --asOf} says another. Customers
 * are scored for the day that {@code --asOf} gives, or else for the day after the last invoice.
 *
 * <p>Three stages, which {@code --stage} runs one by one: the files to silver; silver to the star;
 * silver and the star's customers to the three tables.
 */
public final class OnlineRetailPipeline implements NamedPipeline {
  private static final String TOP_N = "topN";

  private static final Stages STAGES =
      Stages.first("silver")
          .then("star", OnlineRetailPipeline::star)
          .then("analytics", OnlineRetailPipeline::analytics);

  /** Runs {@code assay online-retail} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("online-retail", args));
  }

  private static Batch star(Batch shop) {
    Rows<Sale> sales = shop.apply("PriceSales", PriceSales.create());
    Rows<Invoice> invoices = shop.apply("SumInvoices", SumInvoices.create());
    Rows<ProductMonth> months = shop.apply("SumProductMonths", SumProductMonths.create());
    Rows<DailySales> daily = shop.apply("SumDailySales", invoices, SumDailySales.create());

    Rows<CalendarDate> dates = daily.apply("ListDates", ListDates.create());
    Rows<Product> products = months.apply("DescribeProducts", DescribeProducts.create());
    Rows<Customer> customers =
        invoices.apply("ScoreCustomers", ScoreCustomers.asOf(shop.delivery().asOf()));

    return shop.gold(DIM_DATES, dates)
        .gold(DIM_PRODUCTS, products)
        .gold(DIM_CUSTOMERS, customers)
        .gold(FACT_SALES, sales);
  }

  private static Batch analytics(Batch shop) {
    int topN = Integer.parseInt(shop.delivery().options().get(TOP_N));
    Rows<Customer> customers = shop.rows(DIM_CUSTOMERS);
    Rows<Invoice> invoices = shop.apply("SumInvoices", SumInvoices.create());
    Rows<ProductMonth> months = shop.apply("SumProductMonths", SumProductMonths.create());

    Rows<DailySales> daily = shop.apply("SumDailySales", invoices, SumDailySales.create());
    Rows<SegmentSales> segments = invoices.apply("SumSegments", SumSegments.of(customers));
    Rows<BestSeller> bestSellers = months.apply("RankBestSellers", RankBestSellers.top(topN));

    return shop.gold(AGG_DAILY_SALES, daily)
        .gold(AGG_CUSTOMER_SEGMENTS, segments)
        .gold(TOP_N_PRODUCTS_MONTHLY, bestSellers);
  }

  @Override
  public String name() {
    return "online-retail";
  }

  @Override
  public String description() {
    return "Sales of an online shop: a star schema, customer segments and best sellers.";
  }

  @Override
  public String reads() {
    return "sales, the lines of all invoices, in one CSV file or several";
  }

  @Override
  public String writes() {
    return "dim_dates, dim_products, dim_customers, fact_sales, agg_daily_sales,"
        + " agg_customer_segments, top_n_products_monthly";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return OnlineRetailOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    OnlineRetailOptions retail = options.as(OnlineRetailOptions.class);
    return BatchPlan.of(name(), retail, Map.of(TOP_N, Integer.toString(retail.getTopN())), STAGES);
  }
}
