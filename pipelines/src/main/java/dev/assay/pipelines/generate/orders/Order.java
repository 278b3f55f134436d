package dev.assay.pipelines.generate.orders;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * An order as its line will tell it.
 *
 * @param idHigh the first half of its id, a UUID
 * @param idLow the other half
 * @param customer number of the customer, who may be in no file of customers
 * @param micros when it was placed, in microseconds since 1970
 * @param items what was ordered; null if the line has no such member
 * @param totalCents what it says to come to, which may be wrong
 * @param status null if the line has no such member
 * @param address null if the line has no such member
 */
record Order(
    long idHigh,
    long idLow,
    int customer,
    long micros,
    @Nullable List<Item> items,
    long totalCents,
    @Nullable String status,
    @Nullable Address address) {

  static final String COMPLETED = "completed";
  static final String PENDING = "pending";
  static final String FAILED = "failed";

  /**
   * One line of an order.
   *
   * @param product number of the product, which may be in no file of products; {@link Feed#NONE} if
   *     the line names none
   */
  record Item(int product, int quantity, long unitCents) {
    long cents() {
      return quantity * unitCents;
    }
  }

  /** Where it goes to. */
  record Address(int house, Town town, int zip) {}

  /** What its items come to. */
  long itemCents() {
    long cents = 0;
    for (Item item : itemsOrNone()) {
      cents += item.cents();
    }
    return cents;
  }

  List<Item> itemsOrNone() {
    return items == null ? List.of() : items;
  }

  boolean isCompleted() {
    return COMPLETED.equals(status);
  }

  /** Whether the check of amounts finds it. */
  boolean isMismatched() {
    return Math.abs(totalCents - itemCents()) > 1;
  }

  Order withMicros(long newMicros) {
    return new Order(idHigh, idLow, customer, newMicros, items, totalCents, status, address);
  }

  Order withTotal(long newCents) {
    return new Order(idHigh, idLow, customer, micros, items, newCents, status, address);
  }

  Order withStatus(@Nullable String newStatus) {
    return new Order(idHigh, idLow, customer, micros, items, totalCents, newStatus, address);
  }
}
