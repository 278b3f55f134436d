package dev.assay.pipelines;

import static dev.assay.schemas.orders.OrdersTables.AGG_CATEGORY_REVENUE;
import static dev.assay.schemas.orders.OrdersTables.AOV_BY_TIER;
import static dev.assay.schemas.orders.OrdersTables.CUSTOMER_CHURN_RISK;
import static dev.assay.schemas.orders.OrdersTables.DIM_CUSTOMERS;
import static dev.assay.schemas.orders.OrdersTables.DIM_PRODUCTS;
import static dev.assay.schemas.orders.OrdersTables.FACT_ORDERS;
import static dev.assay.schemas.orders.OrdersTables.INVENTORY_ALERTS;
import static dev.assay.schemas.orders.OrdersTables.REVENUE_TRENDS;
import static dev.assay.schemas.orders.OrdersTables.TOP_PRODUCTS;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.CategoryRevenue;
import dev.assay.schemas.orders.ChurnRisk;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.InventoryAlert;
import dev.assay.schemas.orders.OrderDay;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.schemas.orders.RevenueTrend;
import dev.assay.schemas.orders.TierOrderValue;
import dev.assay.schemas.orders.TopProduct;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.Finding;
import dev.assay.transforms.batch.Ingest;
import dev.assay.transforms.batch.Ingested;
import dev.assay.transforms.orders.AverageOrderValueByTier;
import dev.assay.transforms.orders.FindChangedDays;
import dev.assay.transforms.orders.FindChurnRisk;
import dev.assay.transforms.orders.FindInventoryAlerts;
import dev.assay.transforms.orders.KeepHistory;
import dev.assay.transforms.orders.ListOrderLines;
import dev.assay.transforms.orders.RankTopProducts;
import dev.assay.transforms.orders.SumCategoryRevenue;
import dev.assay.transforms.orders.TrendRevenue;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.validate.FindRepeatedKeys;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.Row;

/**
 * {@code orders-daily}: the products and customers of a day, as dimensions with their history, and
 * three reports on all orders. Days whose facts are now told otherwise (a tier that changed, a
 * product that was not known yet) are computed anew.
 */
public final class OrdersDailyPipeline implements NamedPipeline {
  private static final String COVER_DAYS = "coverDays";
  private static final String INACTIVE_DAYS = "inactiveDays";

  /** Further apart than keys are looked for when orders come. */
  private static final Finding REPEATED =
      Finding.error(
          "orders", "order_id.repeated", "order_id", "stands in silver on more than one day");

  /** Runs {@code assay orders-daily} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("orders-daily", args));
  }

  static void build(Pipeline pipeline, Delivery delivery) {
    Map<String, String> options = delivery.options();
    SaleStatuses sales =
        OrdersPipeline.sales(delivery.contract(), options.get(OrdersPipeline.SALE_STATUSES));
    LocalDate day = delivery.asOf();

    Ingested daily = pipeline.apply("Ingest", Ingest.of(delivery));
    Rows<CustomerVersion> customers =
        daily
            .snapshots("customers", KeepHistory.SNAPSHOT_ON)
            .apply("KeepCustomers", KeepHistory.ofCustomers());
    Rows<ProductVersion> products =
        daily
            .snapshots("products", KeepHistory.SNAPSHOT_ON)
            .apply("KeepProducts", KeepHistory.ofProducts());

    Rows<OrderDay> days =
        references(daily)
            .apply(
                "FindChangedDays",
                FindChangedDays.between(
                    daily.rows(DIM_CUSTOMERS), customers, daily.rows(DIM_PRODUCTS), products));
    Datasets changed = daily.recompute("orders", days);
    Rows<OrderLine> lines = changed.apply("ListOrderLines", ListOrderLines.of(customers, products));
    Rows<CategoryRevenue> categories =
        changed.apply("SumCategoryRevenue", SumCategoryRevenue.of(sales, products));
    Rows<TopProduct> topProducts = lines.apply("RankTopProducts", RankTopProducts.of(sales));
    Rows<TierOrderValue> tiers =
        lines.apply("AverageOrderValueByTier", AverageOrderValueByTier.of(sales));

    Datasets all = daily.past("orders");
    Rows<OrderLine> allLines = all.apply("ListAllLines", ListOrderLines.of(customers, products));
    Rows<ChurnRisk> churn =
        all.apply(
            "FindChurnRisk",
            FindChurnRisk.at(day, sales, customers)
                .withInactiveDays(Integer.parseInt(options.get(INACTIVE_DAYS))));
    Rows<InventoryAlert> alerts =
        allLines.apply(
            "FindInventoryAlerts",
            FindInventoryAlerts.at(day, sales, products)
                .withCoverDays(Integer.parseInt(options.get(COVER_DAYS))));
    Rows<RevenueTrend> trends = allLines.apply("TrendRevenue", TrendRevenue.at(day, sales));

    Rows<Row> repeated =
        all.rows("orders")
            .apply(
                "FindRepeatedOrders", FindRepeatedKeys.of(delivery.contract().dataset("orders")));

    Batch.of(delivery)
        .silver(daily)
        .gold(DIM_CUSTOMERS, customers)
        .gold(DIM_PRODUCTS, products)
        .gold(FACT_ORDERS, lines)
        .gold(AGG_CATEGORY_REVENUE, categories)
        .gold(TOP_PRODUCTS, topProducts)
        .gold(AOV_BY_TIER, tiers)
        .gold(CUSTOMER_CHURN_RISK, churn)
        .gold(INVENTORY_ALERTS, alerts)
        .gold(REVENUE_TRENDS, trends)
        .report(REPEATED, repeated)
        .commit();
  }

  /** What the lines of all orders refer to, on which day. */
  private static Rows<Row> references(Ingested daily) {
    return Rows.asRows(daily.rows(FACT_ORDERS), List.of("order_date", "customer_id", "product_id"));
  }

  @Override
  public String name() {
    return "orders-daily";
  }

  @Override
  public String description() {
    return "Products and customers of the shop, with their history, and the daily reports.";
  }

  @Override
  public String reads() {
    return "products and customers, CSV, each the whole of a day: what is new in the folders of"
        + " these names in the landing folder";
  }

  @Override
  public String writes() {
    return "dim_products, dim_customers, customer_churn_risk, inventory_alerts, revenue_trends;"
        + " fact_orders, agg_category_revenue, top_products and aov_by_tier of days that change";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return OrdersDailyOptions.class;
  }

  /** What comes in by it is replayed as {@code orders}, or delivered again. */
  @Override
  public boolean isReplayed() {
    return false;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    OrdersDailyOptions daily = options.as(OrdersDailyOptions.class);
    return BatchPlan.ofFeed(
        "orders",
        daily,
        OrdersPipeline.intake("products", "customers").daily(),
        contract -> {
          Map<String, String> settings = new HashMap<>(OrdersPipeline.settings(contract, daily));
          settings.put(COVER_DAYS, Integer.toString(daily.getCoverDays()));
          settings.put(INACTIVE_DAYS, Integer.toString(daily.getInactiveDays()));
          return settings;
        },
        OrdersDailyPipeline::build);
  }
}
