package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.util.List;

/** Purchases in stores, all of which are sales. */
final class StorePurchases implements Entity {
  private static final int CUSTOMER = 1;
  private static final int STORE = 2;
  private static final int TIME = 3;
  private static final int AMOUNT = 4;
  private static final int METHOD = 5;

  private final int count;
  private final MasterFile customers;
  private final MasterFile stores;
  private final ShopperBooks shoppers;
  private final SalesBooks byStore = new SalesBooks();
  private final HourBooks hours = new HourBooks();
  private final Sum all = new Sum();

  StorePurchases(int count, MasterFile customers, MasterFile stores, ShopperBooks shoppers) {
    this.count = count;
    this.customers = customers;
    this.stores = stores;
    this.shoppers = shoppers;
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
    return random.chance(0.5)
        ? row.with(CUSTOMER, customers.unknown(random))
        : row.with(STORE, stores.unknown(random));
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(CUSTOMER, STORE);
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
    int customer = row.key(CUSTOMER);
    int store = row.key(STORE);
    all.add(cents);
    shoppers.buyInStore(customer, cents);
    byStore.add(stores, store, cents);
    hours.add(row.text(TIME), cents);
    return (customers.isSilver(customer) ? 0 : 1) + (stores.isSilver(store) ? 0 : 1);
  }

  String total() {
    return all.getAmount();
  }

  SalesBooks byStore() {
    return byStore;
  }

  HourBooks hours() {
    return hours;
  }
}
