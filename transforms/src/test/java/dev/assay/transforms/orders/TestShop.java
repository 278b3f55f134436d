package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.DIM_CUSTOMERS;
import static dev.assay.schemas.orders.OrdersTables.DIM_PRODUCTS;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Orders and dimensions as silver and gold have them, and nothing else of a pipeline. */
final class TestShop {
  private static final Type MONEY = Type.decimal(18, 2);

  static final Columns ITEM =
      Columns.of(
          List.of(
              optional("product_id", Type.STRING),
              optional("quantity", Type.INTEGER),
              optional("unit_price", MONEY)));

  static final Columns ORDER =
      Columns.of(
          List.of(
              required("order_id", Type.STRING),
              required("customer_id", Type.STRING),
              required("order_timestamp", Type.TIMESTAMP),
              optional("items", Type.list(ITEM)),
              required("total_amount", MONEY),
              optional("payment_status", Type.STRING),
              optional("city", Type.STRING),
              optional("state", Type.STRING),
              optional("country", Type.STRING),
              Dataset.FILE_TIME));

  private static final Columns CUSTOMER =
      Columns.of(
          List.of(
              required("customer_id", Type.STRING),
              optional("customer_tier", Type.STRING),
              required("valid_from", Type.DATE),
              optional("valid_to", Type.DATE)));

  private static final Columns PRODUCT =
      Columns.of(
          List.of(
              required("product_id", Type.STRING),
              optional("product_name", Type.STRING),
              optional("category", Type.STRING),
              optional("price", MONEY),
              optional("stock_level", Type.INTEGER),
              required("valid_from", Type.DATE),
              optional("valid_to", Type.DATE)));

  private TestShop() {}

  /** A completed order of ann's, sent to CA, in a file that ends with it. */
  static Row order(String id, String at, String total, Row... items) {
    return order(id, "ann", at, total, "completed", "CA", List.of(items));
  }

  static Row order(
      String id,
      String customer,
      String at,
      String total,
      @Nullable String status,
      @Nullable String state,
      @Nullable List<Row> items) {
    Instant time = at(at);
    return values(
        ORDER, id, customer, time, items, money(total), status, "Town", state, "USA", time);
  }

  /** The same order, in a file whose latest order is of that time. */
  static Row inFile(Row order, String fileTime) {
    return Row.fromRow(order).withFieldValue(Dataset.FILE_TIME.name(), at(fileTime)).build();
  }

  static Row item(@Nullable String product, @Nullable Long quantity, @Nullable String price) {
    return values(ITEM, product, quantity, price == null ? null : money(price));
  }

  static Datasets of(Pipeline pipeline, Row... orders) {
    return Datasets.in(pipeline, "a test").with("orders", rows(pipeline, "Orders", ORDER, orders));
  }

  /** The lines of orders whose dimensions know nothing. */
  static Rows<OrderLine> lines(Pipeline pipeline, Row... orders) {
    return lines(of(pipeline, orders), customers(pipeline, "None"), products(pipeline, "Nothing"));
  }

  static Rows<OrderLine> lines(
      Datasets shop, Rows<CustomerVersion> customers, Rows<ProductVersion> products) {
    return shop.apply("ListOrderLines", ListOrderLines.of(customers, products));
  }

  /** A customer who has always had that tier. */
  static Row customer(String id, @Nullable String tier) {
    return customer(id, tier, "0001-01-01", null);
  }

  static Row customer(String id, @Nullable String tier, String from, @Nullable String to) {
    return values(
        CUSTOMER, id, tier, LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
  }

  static Rows<CustomerVersion> customers(Pipeline pipeline, String name, Row... versions) {
    return PerRow.of("Type" + name, rows(pipeline, name, CUSTOMER, versions))
        .compute(
            DIM_CUSTOMERS,
            (row, results) ->
                results.output(
                    CustomerVersion.of(
                        row.getString("customer_id"),
                        null,
                        row.getString("customer_tier"),
                        midnight(row, "valid_from"),
                        midnight(row, "valid_to"),
                        row.getValue("valid_to") == null)));
  }

  /** A product that has always been like that, with 5 in stock. */
  static Row product(String id, String category, String price) {
    return product(id, category, price, 5L, "0001-01-01", null);
  }

  /** A product that is called after its id and price. */
  static Row product(
      String id,
      @Nullable String category,
      String price,
      @Nullable Long stock,
      String from,
      @Nullable String to) {
    return values(
        PRODUCT,
        id,
        id + " for " + price,
        category,
        money(price),
        stock,
        LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to));
  }

  static Rows<ProductVersion> products(Pipeline pipeline, String name, Row... versions) {
    return PerRow.of("Type" + name, rows(pipeline, name, PRODUCT, versions))
        .compute(
            DIM_PRODUCTS,
            (row, results) ->
                results.output(
                    ProductVersion.builder()
                        .setProductId(row.getString("product_id"))
                        .setProductName(row.getString("product_name"))
                        .setCategory(row.getString("category"))
                        .setPrice(row.getDecimal("price"))
                        .setStockLevel(row.getInt64("stock_level"))
                        .setValidFrom(midnight(row, "valid_from"))
                        .setValidTo(midnight(row, "valid_to"))
                        .setIsCurrent(row.getValue("valid_to") == null)
                        .build()));
  }

  static Rows<Row> rows(Pipeline pipeline, String name, Columns columns, Row... rows) {
    return Rows.of(
        "Pack" + name,
        columns,
        pipeline.apply(name, Create.of(List.of(rows)).withCoder(RowCoder.of(columns.toSchema()))));
  }

  static Row values(Columns columns, @Nullable Object... values) {
    return Row.withSchema(columns.toSchema()).attachValues(Arrays.asList(values));
  }

  static Column required(String name, Type type) {
    return new Column(name, type, false, "");
  }

  static Column optional(String name, Type type) {
    return new Column(name, type, true, "");
  }

  static BigDecimal money(String amount) {
    return new BigDecimal(amount).setScale(2);
  }

  /** An amount as a computation hands it on. */
  static BigDecimal nine(String amount) {
    return new BigDecimal(amount).setScale(9);
  }

  static Instant at(String time) {
    return Instant.parse(time + "Z");
  }

  static org.joda.time.Instant day(String day) {
    return Days.toInstant(LocalDate.parse(day));
  }

  private static org.joda.time.@Nullable Instant midnight(Row row, String column) {
    LocalDate day = row.getLogicalTypeValue(column, LocalDate.class);
    return day == null ? null : Days.toInstant(day);
  }
}
