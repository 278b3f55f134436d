package dev.assay.schemas.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Column;
import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each table as the warehouse gets it, written out by hand. */
class OrdersTablesTest {
  private static final Contract CONTRACT = Contracts.bundled("orders");

  private static final List<TableDefinition<?>> BY_DAY =
      List.of(
          OrdersTables.FACT_ORDERS,
          OrdersTables.AGG_HOURLY_METRICS,
          OrdersTables.AGG_CATEGORY_REVENUE,
          OrdersTables.TOP_PRODUCTS,
          OrdersTables.AOV_BY_TIER,
          OrdersTables.SALES_BY_REGION,
          OrdersTables.LATE_ORDERS);

  private static final List<TableDefinition<?>> WHOLE =
      List.of(
          OrdersTables.DIM_CUSTOMERS,
          OrdersTables.DIM_PRODUCTS,
          OrdersTables.CUSTOMER_CHURN_RISK,
          OrdersTables.INVENTORY_ALERTS,
          OrdersTables.REVENUE_TRENDS);

  /** A table as lines: its key, then each column, with a mark where it may be null. */
  private static List<String> lines(TableDefinition<?> definition) {
    Table table = definition.bind(CONTRACT);
    List<String> lines = new ArrayList<>();
    lines.add(table.name() + " by " + String.join(", ", table.key()));
    for (Column column : table.columns()) {
      lines.add("  " + column.name() + " " + column.type() + (column.nullable() ? "?" : ""));
    }
    return lines;
  }

  private static void assertTable(TableDefinition<?> definition, String expected) {
    assertThat(lines(definition), contains(expected.lines().toArray(String[]::new)));
  }

  @Test
  void factOrders() {
    assertTable(
        OrdersTables.FACT_ORDERS,
        """
        fact_orders by order_id, line_number
          order_id string
          line_number integer
          customer_id string
          customer_tier string
          product_id string?
          product_name string?
          category string
          list_price decimal(38,2)?
          quantity integer?
          unit_price decimal(38,2)?
          line_total decimal(38,2)?
          order_total decimal(38,2)
          payment_status string?
          order_date date
          order_hour integer
          city string?
          state string?
          country string?
          region string\
        """);
  }

  @Test
  void tablesOfADay() {
    assertTable(
        OrdersTables.AGG_HOURLY_METRICS,
        """
        agg_hourly_metrics by order_date, order_hour
          order_date date
          order_hour integer
          orders integer
          completed_orders integer
          pending_orders integer
          failed_orders integer
          sale_orders integer
          revenue decimal(38,2)
          average_order_value decimal(38,9)?
          unique_customers integer\
        """);
    assertTable(
        OrdersTables.AGG_CATEGORY_REVENUE,
        """
        agg_category_revenue by order_date, category
          order_date date
          category string
          revenue decimal(38,2)
          units integer
          orders integer\
        """);
    assertTable(
        OrdersTables.TOP_PRODUCTS,
        """
        top_products by order_date, rank
          order_date date
          rank integer
          product_id string
          product_name string?
          category string
          revenue decimal(38,2)
          units integer\
        """);
    assertTable(
        OrdersTables.AOV_BY_TIER,
        """
        aov_by_tier by order_date, customer_tier
          order_date date
          customer_tier string
          orders integer
          revenue decimal(38,2)
          average_order_value decimal(38,9)\
        """);
    assertTable(
        OrdersTables.SALES_BY_REGION,
        """
        sales_by_region by order_date, region, state
          order_date date
          region string
          state string
          orders integer
          revenue decimal(38,2)\
        """);
    assertTable(
        OrdersTables.LATE_ORDERS,
        """
        late_orders by order_id
          order_id string
          customer_id string
          order_date date
          order_timestamp timestamp
          file_time timestamp
          lateness_minutes integer
          is_beyond_allowed boolean\
        """);
  }

  @Test
  void dimensions() {
    assertTable(
        OrdersTables.DIM_CUSTOMERS,
        """
        dim_customers by customer_id, valid_from
          customer_id string
          registration_date date?
          customer_tier string?
          valid_from date
          valid_to date?
          is_current boolean\
        """);
    assertTable(
        OrdersTables.DIM_PRODUCTS,
        """
        dim_products by product_id, valid_from
          product_id string
          product_name string?
          category string?
          price decimal(38,2)?
          stock_level integer?
          valid_from date
          valid_to date?
          is_current boolean\
        """);
  }

  @Test
  void reports() {
    assertTable(
        OrdersTables.CUSTOMER_CHURN_RISK,
        """
        customer_churn_risk by customer_id
          customer_id string
          customer_tier string
          last_order_at timestamp
          days_inactive integer
          lifetime_orders integer
          lifetime_spend decimal(38,2)
          report_date date\
        """);
    assertTable(
        OrdersTables.INVENTORY_ALERTS,
        """
        inventory_alerts by product_id
          product_id string
          product_name string?
          category string?
          stock_level integer
          units_sold integer
          daily_rate decimal(38,9)
          days_of_cover decimal(38,9)
          report_date date\
        """);
    assertTable(
        OrdersTables.REVENUE_TRENDS,
        """
        revenue_trends by order_date, region, category
          order_date date
          region string
          category string
          revenue decimal(38,2)
          moving_average_7d decimal(38,9)\
        """);
  }

  @Test
  void whatIsOfADayIsRecomputedByDay() {
    assertThat(
        BY_DAY.stream().map(table -> table.bind(CONTRACT).partitionBy()).toList(),
        everyItem(is("order_date")));
    assertThat(
        BY_DAY.stream().map(table -> table.bind(CONTRACT).incremental()).toList(),
        everyItem(is(true)));
    assertThat(
        WHOLE.stream().map(table -> table.bind(CONTRACT).incremental()).toList(),
        everyItem(is(false)));
  }

  @Test
  void whatHasACustomerIsClusteredByIt() {
    for (TableDefinition<?> table : BY_DAY) {
      boolean hasCustomer = table.columns().contains("customer_id");
      assertThat(
          table.bind(CONTRACT).clusterBy(), is(hasCustomer ? List.of("customer_id") : List.of()));
    }
  }

  @Test
  void tablesOfADayPromiseWhatItsOrdersComeTo() {
    List<String> promises = new ArrayList<>();
    for (TableDefinition<?> table : BY_DAY) {
      table
          .bind(CONTRACT)
          .sums()
          .forEach(sum -> promises.add(table.name() + "." + sum.name() + " = " + sum.source()));
    }
    assertThat(
        promises,
        containsInAnyOrder(
            "fact_orders.line_total = orders.items.quantity * orders.items.unit_price",
            "fact_orders.quantity = orders.items.quantity",
            "agg_hourly_metrics.orders = rows of orders",
            "agg_hourly_metrics.revenue = orders.total_amount",
            "agg_category_revenue.revenue = orders.items.quantity * orders.items.unit_price",
            "agg_category_revenue.units = orders.items.quantity",
            "top_products.revenue = orders.items.quantity * orders.items.unit_price",
            "top_products.units = orders.items.quantity",
            "aov_by_tier.orders = rows of orders",
            "aov_by_tier.revenue = orders.total_amount",
            "sales_by_region.orders = rows of orders",
            "sales_by_region.revenue = orders.total_amount"));
  }
}
