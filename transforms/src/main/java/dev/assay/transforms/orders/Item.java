package dev.assay.transforms.orders;

import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.transforms.batch.Need;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A line of an order as silver has it.
 *
 * @param productId number of the product
 * @param quantity how many were ordered
 * @param price of one
 */
record Item(@Nullable String productId, @Nullable Long quantity, @Nullable BigDecimal price) {

  /** What has to be read for the lines of an order. */
  static final Need NEEDED =
      Need.list(
              "items",
              string("product_id").orNull(),
              integer("quantity").orNull(),
              decimal("unit_price").orNull())
          .orNull();

  /** The lines of an order, as it has them; none if it has no list. */
  static List<Item> of(Row order) {
    Collection<Row> items = order.getArray("items");
    return items == null ? List.of() : items.stream().map(Item::item).toList();
  }

  private static Item item(Row item) {
    return new Item(
        item.getString("product_id"), item.getInt64("quantity"), item.getDecimal("unit_price"));
  }

  /** Quantity times price, exactly; null if either is. */
  @Nullable BigDecimal total() {
    return quantity == null || price == null ? null : price.multiply(BigDecimal.valueOf(quantity));
  }
}
