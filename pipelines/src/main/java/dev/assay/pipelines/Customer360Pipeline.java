package dev.assay.pipelines;

import static dev.assay.schemas.customer360.Customer360Tables.AGENT_PERFORMANCE_SUMMARY;
import static dev.assay.schemas.customer360.Customer360Tables.AVERAGE_ORDER_VALUE;
import static dev.assay.schemas.customer360.Customer360Tables.CHANNEL_ACTIVITY_TRENDS;
import static dev.assay.schemas.customer360.Customer360Tables.CUSTOMER_SEGMENTS;

import dev.assay.schemas.Contract;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.AgentPerformanceSummary;
import dev.assay.schemas.customer360.AverageOrderValue;
import dev.assay.schemas.customer360.ChannelActivityTrend;
import dev.assay.schemas.customer360.CustomerSegment;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.Ingest;
import dev.assay.transforms.batch.Ingested;
import dev.assay.transforms.customer360.CountChannelActivity;
import dev.assay.transforms.customer360.SegmentCustomers;
import dev.assay.transforms.customer360.SumOrderValues;
import dev.assay.transforms.customer360.SummarizeAgents;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/** {@code customer-360}: nine CSV files of a retailer to silver Parquet and four gold tables. */
public final class Customer360Pipeline implements NamedPipeline {
  private static final String SALE_STATUSES = "saleStatuses";

  /** Runs {@code assay customer-360} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("customer-360", args));
  }

  static void build(Pipeline pipeline, Delivery delivery) {
    SaleStatuses sales = sales(delivery.contract(), delivery.options().get(SALE_STATUSES));

    Ingested retailer = pipeline.apply("Ingest", Ingest.of(delivery));

    Rows<AverageOrderValue> orderValues =
        retailer.apply("SumOrderValues", SumOrderValues.of(sales));
    Rows<CustomerSegment> segments = retailer.apply("SegmentCustomers", SegmentCustomers.of(sales));
    Rows<ChannelActivityTrend> activity =
        retailer.apply("CountChannelActivity", CountChannelActivity.of(sales));
    Rows<AgentPerformanceSummary> agents =
        retailer.apply("SummarizeAgents", SummarizeAgents.create());

    Batch.of(delivery)
        .silver(retailer)
        .gold(AVERAGE_ORDER_VALUE, orderValues)
        .gold(CUSTOMER_SEGMENTS, segments)
        .gold(CHANNEL_ACTIVITY_TRENDS, activity)
        .gold(AGENT_PERFORMANCE_SUMMARY, agents)
        .commit();
  }

  @Override
  public String name() {
    return "customer-360";
  }

  @Override
  public String description() {
    return "One view of a retailer's customers, from nine files.";
  }

  @Override
  public String reads() {
    return "customers, products, stores, agents, online and in-store transactions, service"
        + " interactions, loyalty accounts and transactions, each a full snapshot in CSV";
  }

  @Override
  public String writes() {
    return "average_order_value, customer_segments, channel_activity_trends,"
        + " agent_performance_summary";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return Customer360Options.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    Customer360Options retailer = options.as(Customer360Options.class);
    String asked = retailer.getSaleStatuses();
    return BatchPlan.of(
        name(), retailer, contract -> settings(contract, asked), Customer360Pipeline::build);
  }

  /** In one form, whatever their case and order: they are part of what makes a batch this one. */
  private static Map<String, String> settings(Contract contract, String saleStatuses) {
    return Map.of(SALE_STATUSES, sales(contract, saleStatuses).toString());
  }

  private static SaleStatuses sales(Contract contract, String list) {
    return SaleStatuses.of(contract, "online_transactions", "status", list);
  }
}
