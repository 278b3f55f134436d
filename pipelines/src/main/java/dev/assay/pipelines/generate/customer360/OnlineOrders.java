package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Orders in an online shop; those that are completed are sales. */
final class OnlineOrders implements Entity {
  private static final int METHOD = 4;
  private static final int AMOUNT = 5;
  private static final int STATUS = 6;
  private static final String SALE = "Completed";

  private final int count;
  private final MasterFile customers;
  private final MasterFile products;
  private final ShopperBooks shoppers;
  private final ChannelBooks books;
  private final Sum noSale = new Sum();

  OnlineOrders(int count, MasterFile customers, MasterFile products, ShopperBooks shoppers) {
    this.count = count;
    this.customers = customers;
    this.products = products;
    this.shoppers = shoppers;
    this.books = new ChannelBooks(customers, products);
  }

  @Override
  public String name() {
    return "OnlineTransactions";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.key("order_id").headed("OrderID"),
        GeneratedColumn.key("customer_id").headed("CustomerID"),
        GeneratedColumn.key("product_id").headed("ProductID"),
        GeneratedColumn.time("date_time").headed("DateTime"),
        GeneratedColumn.text("payment_method").headed("PaymentMethod"),
        GeneratedColumn.dollars("amount").headed("Amount"),
        GeneratedColumn.words("status", Map.of(SALE, "Pending", "Pending", SALE)).headed("Status"));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    Object[] values = {
      index + 1,
      customers.any(random),
      products.any(random),
      random.chance(0.005) ? null : Period.time(random),
      random.pick("Credit Card", "Debit Card", "Gift Card", "PayPal", null),
      RetailerGenerator.amount(random),
      status(random)
    };
    return new GeneratedRow(index, GeneratedRow.NONE, values);
  }

  private static @Nullable String status(RandomStream random) {
    if (random.chance(0.002)) {
      return null;
    }
    return random.chance(0.01) ? "Returned" : random.pick(SALE, SALE, "Pending", "Failed");
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return books.orphan(row, random);
  }

  @Override
  public List<Integer> referenceColumns() {
    return books.referenceColumns();
  }

  @Override
  public int textColumn() {
    return METHOD;
  }

  @Override
  public boolean isRewritten() {
    return true;
  }

  @Override
  public int accept(GeneratedRow row) {
    long cents = row.units(AMOUNT, 2);
    if (SALE.equals(row.text(STATUS))) {
      shoppers.buyOnline(row.key(ChannelBooks.CUSTOMER), cents);
      books.sell(row, cents);
    } else {
      noSale.add(cents);
    }
    return books.accept(row, cents);
  }

  /** All orders, and those that are sales. */
  ChannelBooks books() {
    return books;
  }

  Sum noSale() {
    return noSale;
  }
}
