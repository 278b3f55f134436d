package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.FACT_ORDERS;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.schemas.orders.Region;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Lookup;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Lists the lines of each order, with what was known of customer and product on the order's day:
 * one row per order and line, and one without a product for an order without lines. A product that
 * comes twice in an order has two lines. Orders of any status are listed.
 *
 * <p>Who is in no dimension, or not on that day, has the tier or category {@code Unknown}, and no
 * product name or list price. A line without a quantity or a price has no total.
 *
 * <p><b>Size.</b> Nothing is shuffled, so that one customer may have nearly all orders, and one
 * product be in each of them. What each worker holds instead are both dimensions, see {@link
 * Lookup}: their history without names and addresses, some 100 MB for a million customers. Where
 * that is too much for a worker, customers would have to be joined by {@code PerKey}.
 *
 * <p>Needs {@code orders} (order_id, customer_id, order_timestamp, total_amount; payment_status,
 * city, state, country and items with product_id, quantity and unit_price, all or null). Amounts
 * are in the shop's currency, days and hours in UTC.
 */
public final class ListOrderLines extends PTransform<Datasets, Rows<OrderLine>> {
  private final Rows<CustomerVersion> customers;
  private final Rows<ProductVersion> products;

  private ListOrderLines(Rows<CustomerVersion> customers, Rows<ProductVersion> products) {
    this.customers = customers;
    this.products = products;
  }

  /** With what these dimensions say. */
  public static ListOrderLines of(Rows<CustomerVersion> customers, Rows<ProductVersion> products) {
    return new ListOrderLines(customers, products);
  }

  @Override
  public Rows<OrderLine> expand(Datasets shop) {
    PCollectionView<Lookup<CustomerVersion>> knownCustomers =
        customers.apply("LookUpCustomers", Lookup.by("customer_id"));
    PCollectionView<Lookup<ProductVersion>> knownProducts =
        products.apply("LookUpProducts", Lookup.by("product_id"));
    return PerRow.of(
            shop.rows(
                FACT_ORDERS,
                "orders",
                string("order_id"),
                string("customer_id"),
                timestamp("order_timestamp"),
                Item.NEEDED,
                decimal("total_amount"),
                string("payment_status").orNull(),
                string("city").orNull(),
                string("state").orNull(),
                string("country").orNull()))
        .with(knownCustomers)
        .and(knownProducts)
        .compute(FACT_ORDERS, ListOrderLines::list);
  }

  static void list(
      Row order,
      Lookup<CustomerVersion> customers,
      Lookup<ProductVersion> products,
      Results<OrderLine> lines) {
    Instant at = Days.instant(order, "order_timestamp");
    Instant day = Days.midnight(at);
    String customerId = order.getString("customer_id");
    OrderLine.Builder line =
        order(order)
            .setCustomerTier(Dimensions.tier(Dimensions.on(day, customers.get(customerId))))
            .setOrderDate(day)
            .setOrderHour(Days.hour(at));
    List<Item> items = Item.of(order);
    if (items.isEmpty()) {
      lines.output(withoutProduct(line).build());
    }
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      ProductVersion product =
          item.productId() == null ? null : Dimensions.on(day, products.get(item.productId()));
      lines.output(line(line, item, product).setLineNumber(i + 1L).build());
    }
  }

  /** What all lines of an order have in common. */
  private static OrderLine.Builder order(Row order) {
    String state = order.getString("state");
    return OrderLine.builder()
        .setOrderId(order.getString("order_id"))
        .setCustomerId(order.getString("customer_id"))
        .setOrderTotal(order.getDecimal("total_amount"))
        .setPaymentStatus(order.getString("payment_status"))
        .setCity(order.getString("city"))
        .setState(state)
        .setCountry(order.getString("country"))
        .setRegion(Region.of(state).toString());
  }

  private static OrderLine.Builder withoutProduct(OrderLine.Builder order) {
    return line(order, new Item(null, null, null), null).setLineNumber(1);
  }

  private static OrderLine.Builder line(
      OrderLine.Builder order, Item item, @Nullable ProductVersion product) {
    return order
        .setProductId(item.productId())
        .setProductName(product == null ? null : product.getProductName())
        .setCategory(Dimensions.category(product))
        .setListPrice(product == null ? null : product.getPrice())
        .setQuantity(item.quantity())
        .setUnitPrice(item.price())
        .setLineTotal(item.total());
  }
}
