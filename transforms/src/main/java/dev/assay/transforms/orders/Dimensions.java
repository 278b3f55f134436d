package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrderLine.UNKNOWN;

import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.schemas.orders.Version;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** What the dimensions say of a customer or product on a day. */
final class Dimensions {
  private Dimensions() {}

  /** The version that is valid on a day, a midnight in UTC; null if none is. */
  static <V extends Version> @Nullable V on(Instant day, Iterable<V> versions) {
    for (V version : versions) {
      if (version.isValidOn(day)) {
        return version;
      }
    }
    return null;
  }

  static String tier(@Nullable CustomerVersion customer) {
    return customer == null || customer.getCustomerTier() == null
        ? UNKNOWN
        : customer.getCustomerTier();
  }

  static String category(@Nullable ProductVersion product) {
    return product == null || product.getCategory() == null ? UNKNOWN : product.getCategory();
  }

  /** What an order line takes from a customer. */
  static List<@Nullable Object> ofCustomer(@Nullable CustomerVersion customer) {
    return List.of(tier(customer));
  }

  /** What an order line takes from a product. */
  static List<@Nullable Object> ofProduct(@Nullable ProductVersion product) {
    return product == null
        ? Arrays.asList(null, category(null), null)
        : Arrays.asList(product.getProductName(), category(product), product.getPrice());
  }
}
