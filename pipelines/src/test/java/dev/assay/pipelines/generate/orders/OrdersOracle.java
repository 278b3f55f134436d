package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.SqlRows;
import dev.assay.pipelines.generate.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code testdata/orders/oracle} says of files of orders, products and customers. */
public final class OrdersOracle extends Oracle {

  /** Test data of the domain: hand-made input, expected output, and the oracle's SQL. */
  public static final Path TESTDATA = testdata("orders");

  /** What {@code orders} fills, day by day. */
  public static final List<String> BY_DAY =
      List.of(
          "agg_category_revenue",
          "agg_hourly_metrics",
          "aov_by_tier",
          "fact_orders",
          "late_orders",
          "sales_by_region",
          "top_products");

  /** What {@code orders-daily} fills besides. */
  public static final List<String> DAILY =
      List.of(
          "customer_churn_risk",
          "dim_customers",
          "dim_products",
          "inventory_alerts",
          "revenue_trends");

  private OrdersOracle(Question question) throws IOException, SQLException {
    super(
        TESTDATA,
        "orders",
        List.of("orders"),
        Stream.concat(BY_DAY.stream(), DAILY.stream()).toList(),
        question.parameters());
  }

  /**
   * What is asked of the oracle.
   *
   * @param orders files of orders, JSON lines, which may be compressed
   * @param products files of products; the day of each is that of the folder its folder lies in, or
   *     else the day before the first of these
   * @param customers files of customers, likewise
   * @param saleStatuses which payment statuses make a sale
   * @param asOf the day of the reports; empty for the latest order's
   * @param coverDays for how many days stock should last
   */
  public record Question(
      List<Path> orders,
      List<Path> products,
      List<Path> customers,
      List<String> saleStatuses,
      String asOf,
      int coverDays) {
    private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(", ");

    /** All orders of these folders, no dimensions, and otherwise what holds unless it is given. */
    public static Question about(Path... landings) throws IOException {
      List<Path> orders = new ArrayList<>();
      for (Path landing : landings) {
        orders.addAll(files(landing.resolve("orders")));
      }
      return ofFiles(orders);
    }

    /** All orders of these files, and otherwise the same. */
    public static Question ofFiles(List<Path> orders) {
      return new Question(orders, List.of(), List.of(), List.of("completed"), "", 7);
    }

    /** About a generated feed, with its products and customers of all days. */
    public static Question aboutFeed(Path feed) throws IOException {
      List<Path> days = new ArrayList<>(List.of(feed));
      if (Files.exists(feed.resolve("daily"))) {
        days.addAll(files(feed.resolve("daily")));
      }
      return about(feed).knowing(days);
    }

    /** With the products and customers of these folders, and no others. */
    public Question knowing(List<Path> landings) throws IOException {
      List<Path> moreProducts = new ArrayList<>();
      List<Path> moreCustomers = new ArrayList<>();
      for (Path landing : landings) {
        moreProducts.addAll(files(landing.resolve("products")));
        moreCustomers.addAll(files(landing.resolve("customers")));
      }
      return new Question(orders, moreProducts, moreCustomers, saleStatuses, asOf, coverDays);
    }

    /** With these statuses as sales. */
    public Question selling(String... statuses) {
      return new Question(orders, products, customers, List.of(statuses), asOf, coverDays);
    }

    /** With reports for that day, {@code 2024-01-05}. */
    public Question reportingOn(String day) {
      return new Question(orders, products, customers, saleStatuses, day, coverDays);
    }

    /** With alerts for stock that lasts less than that many days. */
    public Question covering(int days) {
      return new Question(orders, products, customers, saleStatuses, asOf, days);
    }

    /** The answers. */
    public OrdersOracle ask() throws IOException, SQLException {
      return new OrdersOracle(this);
    }

    private Map<String, String> parameters() {
      return Map.of(
          "orders", paths(orders),
          "products", paths(orEmpty(products, "products.csv")),
          "customers", paths(orEmpty(customers, "customers.csv")),
          "sale_statuses", saleStatuses.stream().map(s -> "'" + s + "'").collect(LIST),
          "as_of", asOf,
          "cover_days", Integer.toString(coverDays));
    }

    /** DuckDB reads no empty list of files. */
    private static List<Path> orEmpty(List<Path> files, String name) {
      return files.isEmpty() ? List.of(TESTDATA.resolve("empty").resolve(name)) : files;
    }

    private static String paths(List<Path> files) {
      return files.stream().map(file -> "'" + SqlRows.quoted(file) + "'").collect(LIST);
    }

    private static List<Path> files(Path folder) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.sorted().toList();
      }
    }
  }

  @Override
  protected String silver(String dataset) {
    return "FROM silver_" + dataset;
  }

  /** Of equal lines any may have stayed, so that file and line are not compared. */
  @Override
  protected String silverIn(String dataset) {
    return "SELECT * EXCLUDE (_source_file, _source_line, _batch) FROM warehouse.orders_silver."
        + dataset;
  }
}
