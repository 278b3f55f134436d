package dev.assay.transforms.customer360;

import static dev.assay.schemas.customer360.Customer360Tables.AVERAGE_ORDER_VALUE;
import static dev.assay.schemas.customer360.Customer360Tables.PRODUCT_SALES;
import static dev.assay.schemas.customer360.Customer360Tables.SALES_SUM;
import static dev.assay.schemas.customer360.Customer360Tables.STORE_SALES;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.AverageOrderValue;
import dev.assay.schemas.customer360.ProductSales;
import dev.assay.schemas.customer360.SalesSum;
import dev.assay.schemas.customer360.StoreSales;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Sums orders and what they brought in: one row per product and per category, from the online
 * sales, and one per location, from the in-store sales. Nothing else links a product to a store:
 * joining the two channels over the customer would count amounts several times.
 *
 * <p>A product, category or location without a sale has no row. Unattributed, at the levels they
 * are missing from: orders whose status is no sale's, those of products that are not in {@code
 * products}, and purchases in stores that are not in {@code stores}.
 *
 * <p>Needs {@code products} (product_id, name, category), {@code online_transactions} (product_id,
 * amount, status or null), {@code stores} (store_id, location) and {@code in_store_transactions}
 * (store_id, amount).
 */
public final class SumOrderValues extends PTransform<Datasets, Rows<AverageOrderValue>> {
  private static final Group.Input<Row> PRODUCTS = Group.Input.rows("Products");
  private static final Group.Input<Row> STORES = Group.Input.rows("Stores");
  private static final Group.Input<SalesSum> SALES = Group.Input.of("Sales");
  private static final Group.Input<ProductSales> OF_PRODUCTS = Group.Input.of("OfProducts");
  private static final Group.Input<StoreSales> OF_STORES = Group.Input.of("OfStores");

  private static final List<String> ONLINE_LEVELS = List.of("product", "category");
  private static final List<String> IN_STORE_LEVELS = List.of("location");

  private final SaleStatuses statuses;

  private SumOrderValues(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** Of the in-store sales, and of the online orders with one of these statuses. */
  public static SumOrderValues of(SaleStatuses statuses) {
    return new SumOrderValues(statuses);
  }

  @Override
  public Rows<AverageOrderValue> expand(Datasets retailer) {
    return PerKey.of("group")
        .with(OF_PRODUCTS, retailer.apply("PerProduct", new SumProducts(statuses)), "category")
        .with(OF_STORES, retailer.apply("PerStore", new SumStores()), "location")
        .compute(AVERAGE_ORDER_VALUE, SumOrderValues::average);
  }

  private static final class SumProducts extends PTransform<Datasets, Rows<ProductSales>> {
    private final SaleStatuses statuses;

    SumProducts(SaleStatuses statuses) {
      this.statuses = statuses;
    }

    @Override
    public Rows<ProductSales> expand(Datasets retailer) {
      SaleStatuses counted = statuses;
      Rows<Row> orders =
          retailer.rows(
              AVERAGE_ORDER_VALUE,
              "online_transactions",
              integer("product_id"),
              decimal("amount"),
              string("status").orNull());
      return PerKey.of("product_id")
          .with(
              PRODUCTS,
              retailer.rows(
                  AVERAGE_ORDER_VALUE,
                  "products",
                  integer("product_id"),
                  string("name"),
                  string("category")))
          .with(
              SALES,
              AddUp.of("AddUpOrders", orders)
                  .compute(SALES_SUM, (order, sums) -> addOrder(counted, order, sums)),
              "id")
          .compute(PRODUCT_SALES, SumOrderValues::sumProduct);
    }
  }

  private static final class SumStores extends PTransform<Datasets, Rows<StoreSales>> {
    @Override
    public Rows<StoreSales> expand(Datasets retailer) {
      Rows<Row> purchases =
          retailer.rows(
              AVERAGE_ORDER_VALUE, "in_store_transactions", integer("store_id"), decimal("amount"));
      return PerKey.of("store_id")
          .with(
              STORES,
              retailer.rows(AVERAGE_ORDER_VALUE, "stores", integer("store_id"), string("location")))
          .with(
              SALES,
              AddUp.of("AddUpPurchases", purchases).compute(SALES_SUM, SumOrderValues::addPurchase),
              "id")
          .compute(STORE_SALES, SumOrderValues::sumStore);
    }
  }

  static void addOrder(SaleStatuses statuses, Row order, Results<SalesSum> sums) {
    String status = order.getString("status");
    BigDecimal amount = order.getDecimal("amount");
    if (statuses.count(status)) {
      sums.output(SalesSum.of(order.getInt64("product_id"), 1, amount));
    } else {
      missing(ONLINE_LEVELS, statuses.reason(status), 1, amount, sums);
    }
  }

  static void addPurchase(Row purchase, Results<SalesSum> sums) {
    sums.output(SalesSum.of(purchase.getInt64("store_id"), 1, purchase.getDecimal("amount")));
  }

  static void sumProduct(Group group, Results<ProductSales> results) {
    Optional<Row> product = group.row(PRODUCTS);
    sum(group)
        .ifPresent(
            sales -> {
              if (product.isPresent()) {
                results.output(
                    ProductSales.of(
                        sales.getId(),
                        product.get().getString("name"),
                        product.get().getString("category"),
                        sales.getOrders(),
                        sales.getRevenue()));
              } else {
                missing(ONLINE_LEVELS, "product not in products", sales, results);
              }
            });
  }

  static void sumStore(Group group, Results<StoreSales> results) {
    Optional<Row> store = group.row(STORES);
    sum(group)
        .ifPresent(
            sales -> {
              if (store.isPresent()) {
                results.output(
                    StoreSales.of(
                        sales.getId(),
                        store.get().getString("location"),
                        sales.getOrders(),
                        sales.getRevenue()));
              } else {
                missing(IN_STORE_LEVELS, "store not in stores", sales, results);
              }
            });
  }

  private static Optional<SalesSum> sum(Group group) {
    return StreamSupport.stream(group.rows(SALES).spliterator(), false).reduce(SalesSum::plus);
  }

  /** The products of a category, with the category itself; and a location, from its stores. */
  static void average(Group group, Results<AverageOrderValue> results) {
    String name = group.key().getString("group");
    Total category = new Total();
    for (ProductSales sales : group.rows(OF_PRODUCTS)) {
      results.output(
          row("product", Long.toString(sales.getProductId()), sales.getName(), Total.of(sales)));
      category.add(sales.getOrders(), sales.getRevenue());
    }
    Total location = new Total();
    for (StoreSales sales : group.rows(OF_STORES)) {
      location.add(sales.getOrders(), sales.getRevenue());
    }
    if (category.orders > 0) {
      results.output(row("category", name, name, category));
    }
    if (location.orders > 0) {
      results.output(row("location", name, name, location));
    }
  }

  private static AverageOrderValue row(String level, String key, String name, Total total) {
    return AverageOrderValue.of(
        level,
        key,
        name,
        total.orders,
        total.revenue,
        Averages.average(total.revenue, total.orders));
  }

  private static void missing(
      List<String> levels, String reason, SalesSum sales, Results<?> results) {
    missing(levels, reason, sales.getOrders(), sales.getRevenue(), results);
  }

  private static void missing(
      List<String> levels, String reason, long orders, BigDecimal revenue, Results<?> results) {
    for (String level : levels) {
      String where = " where level = " + level;
      results.unattributed("revenue" + where, reason, orders, revenue);
      results.unattributed("orders" + where, reason, orders, BigDecimal.valueOf(orders));
    }
  }

  /** Orders and revenue, added up. */
  private static final class Total {
    private long orders;
    private BigDecimal revenue = BigDecimal.ZERO;

    static Total of(ProductSales sales) {
      Total total = new Total();
      total.add(sales.getOrders(), sales.getRevenue());
      return total;
    }

    void add(long moreOrders, BigDecimal moreRevenue) {
      orders += moreOrders;
      revenue = revenue.add(moreRevenue);
    }
  }
}
