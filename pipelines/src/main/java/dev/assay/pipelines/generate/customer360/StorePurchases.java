package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import java.util.List;

/** Purchases in stores, all of which are sales. */
final class StorePurchases implements Entity {
  private static final int AMOUNT = 4;
  private static final int METHOD = 5;

  private final int count;
  private final MasterFile customers;
  private final MasterFile stores;
  private final ShopperBooks shoppers;
  private final ChannelBooks books;

  StorePurchases(int count, MasterFile customers, MasterFile stores, ShopperBooks shoppers) {
    this.count = count;
    this.customers = customers;
    this.stores = stores;
    this.shoppers = shoppers;
    this.books = new ChannelBooks(customers, stores);
  }

  @Override
  public String name() {
    return "InStoreTransactions";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.key("transaction_id").headed("TransactionID"),
        GeneratedColumn.key("customer_id").headed("CustomerID"),
        GeneratedColumn.key("store_id").headed("StoreID"),
        GeneratedColumn.time("date_time").headed("DateTime"),
        GeneratedColumn.dollars("amount").headed("Amount"),
        GeneratedColumn.text("payment_method").headed("PaymentMethod"));
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
      stores.any(random),
      random.chance(0.005) ? null : Period.time(random),
      RetailerGenerator.amount(random),
      random.pick("Cash", "Credit Card", "Debit Card", null)
    };
    return new GeneratedRow(index, GeneratedRow.NONE, values);
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
    shoppers.buyInStore(row.key(ChannelBooks.CUSTOMER), cents);
    books.sell(row, cents);
    return books.accept(row, cents);
  }

  ChannelBooks books() {
    return books;
  }
}
