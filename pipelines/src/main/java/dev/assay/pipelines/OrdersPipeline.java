package dev.assay.pipelines;

import static dev.assay.schemas.orders.OrdersTables.AGG_CATEGORY_REVENUE;
import static dev.assay.schemas.orders.OrdersTables.AGG_HOURLY_METRICS;
import static dev.assay.schemas.orders.OrdersTables.AOV_BY_TIER;
import static dev.assay.schemas.orders.OrdersTables.DIM_CUSTOMERS;
import static dev.assay.schemas.orders.OrdersTables.DIM_PRODUCTS;
import static dev.assay.schemas.orders.OrdersTables.FACT_ORDERS;
import static dev.assay.schemas.orders.OrdersTables.LATE_ORDERS;
import static dev.assay.schemas.orders.OrdersTables.SALES_BY_REGION;
import static dev.assay.schemas.orders.OrdersTables.TOP_PRODUCTS;

import dev.assay.schemas.Contract;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.CategoryRevenue;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.HourlyMetrics;
import dev.assay.schemas.orders.LateOrder;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.schemas.orders.RegionSales;
import dev.assay.schemas.orders.TierOrderValue;
import dev.assay.schemas.orders.TopProduct;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Deliveries;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.Finding;
import dev.assay.transforms.batch.Ingest;
import dev.assay.transforms.batch.Ingested;
import dev.assay.transforms.batch.Intake;
import dev.assay.transforms.orders.AverageOrderValueByTier;
import dev.assay.transforms.orders.FindUnknownProducts;
import dev.assay.transforms.orders.ListLateOrders;
import dev.assay.transforms.orders.ListOrderLines;
import dev.assay.transforms.orders.RankTopProducts;
import dev.assay.transforms.orders.SumCategoryRevenue;
import dev.assay.transforms.orders.SumHours;
import dev.assay.transforms.orders.SumRegionSales;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.Row;

/**
 * {@code orders}: what is new of a shop's orders, which land every 15 minutes, to silver Parquet
 * and seven gold tables that are cut by day. Only the days are recomputed that the new orders
 * touch; in whatever files and runs orders come, the tables end the same.
 */
public final class OrdersPipeline implements NamedPipeline {
  /** What makes this run's results others than those of another run, by option. */
  static final String SALE_STATUSES = "saleStatuses";

  static final String ALLOWED_LATENESS = "allowedLateness";

  private static final Finding UNKNOWN_PRODUCT =
      Finding.warning("orders", "items.product_id.reference", "items.product_id", "is no product");

  /** Runs {@code assay orders} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("orders", args));
  }

  static void build(Pipeline pipeline, Deliveries deliveries) {
    Delivery common = deliveries.common();
    SaleStatuses sales = sales(common.contract(), common.options().get(SALE_STATUSES));
    Duration allowed = Duration.ofHours(Long.parseLong(common.options().get(ALLOWED_LATENESS)));

    Ingested feed = pipeline.apply("Ingest", Ingest.of(deliveries));
    Rows<CustomerVersion> customers = feed.rows(DIM_CUSTOMERS);
    Rows<ProductVersion> products = feed.rows(DIM_PRODUCTS);

    Rows<OrderLine> lines = feed.apply("ListOrderLines", ListOrderLines.of(customers, products));
    Rows<HourlyMetrics> hours = feed.apply("SumHours", SumHours.of(sales));
    Rows<CategoryRevenue> categories =
        feed.apply("SumCategoryRevenue", SumCategoryRevenue.of(sales, products));
    Rows<TopProduct> topProducts = lines.apply("RankTopProducts", RankTopProducts.of(sales));
    Rows<TierOrderValue> tiers =
        lines.apply("AverageOrderValueByTier", AverageOrderValueByTier.of(sales));
    Rows<RegionSales> regions = lines.apply("SumRegionSales", SumRegionSales.of(sales));
    Rows<LateOrder> late =
        feed.apply("ListLateOrders", ListLateOrders.create().withAllowedLateness(allowed));

    Rows<Row> strangers =
        feed.fresh("orders")
            .apply("FindUnknownProducts", FindUnknownProducts.amongOthersThan(products));

    Batch.of(deliveries)
        .silver(feed)
        .gold(FACT_ORDERS, lines)
        .gold(AGG_HOURLY_METRICS, hours)
        .gold(AGG_CATEGORY_REVENUE, categories)
        .gold(TOP_PRODUCTS, topProducts)
        .gold(AOV_BY_TIER, tiers)
        .gold(SALES_BY_REGION, regions)
        .gold(LATE_ORDERS, late)
        .report(UNKNOWN_PRODUCT, strangers)
        .commit();
  }

  private static void build(Pipeline pipeline, Delivery delivery) {
    build(pipeline, Deliveries.of(delivery));
  }

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public String description() {
    return "Orders of a shop as they come, every 15 minutes.";
  }

  @Override
  public String reads() {
    return "orders, JSON lines: whatever is new in the folder orders of the landing folder";
  }

  @Override
  public String writes() {
    return "fact_orders, agg_hourly_metrics, agg_category_revenue, top_products, aov_by_tier,"
        + " sales_by_region, late_orders";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return OrdersOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    OrdersOptions orders = options.as(OrdersOptions.class);
    return BatchPlan.ofFeed(
        name(),
        orders,
        intake("orders"),
        contract -> settings(contract, orders),
        OrdersPipeline::build);
  }

  /** What all three pipelines of the feed have in common, of these datasets. */
  static Intake intake(String... datasets) {
    return Intake.feed(datasets).lasting(SALE_STATUSES, ALLOWED_LATENESS);
  }

  /** In one form, however they are given: they are part of what makes a batch this one. */
  static Map<String, String> settings(Contract contract, OrdersOptions options) {
    return Map.of(
        SALE_STATUSES, sales(contract, options.getSaleStatuses()).toString(),
        ALLOWED_LATENESS, Integer.toString(options.getAllowedLateness()));
  }

  static SaleStatuses sales(Contract contract, String statuses) {
    return SaleStatuses.of(contract, "orders", "payment_status", statuses);
  }
}
