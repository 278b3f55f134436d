package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.orders.Order.Address;
import dev.assay.pipelines.generate.orders.Order.Item;
import java.time.LocalDateTime;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Orders as JSON, the members in one order and apart as Python writes them; so is money, whose last
 * zeros are left out but for one.
 */
final class OrderJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int FIRST_ID = 1000;

  private OrderJson() {}

  /** Appends the order, without a line break. */
  static void write(Order order, StringBuilder line) {
    line.append("{\"order_id\": ");
    id(order, line);
    line.append(", \"customer_id\": ");
    line.append('"').append(customerId(order.customer())).append('"');
    line.append(", \"order_timestamp\": ");
    time(order.micros(), line);
    if (order.items() != null) {
      line.append(", \"items\": ");
      items(order.items(), line);
    }
    line.append(", \"total_amount\": ");
    money(order.totalCents(), line);
    if (order.status() != null) {
      line.append(", \"payment_status\": \"").append(order.status()).append('"');
    }
    address(order.address(), line);
    line.append('}');
  }

  static void id(Order order, StringBuilder line) {
    line.append('"');
    hex(order.idHigh(), 60, 32, line);
    line.append('-');
    hex(order.idHigh(), 28, 16, line);
    line.append('-');
    hex(order.idHigh(), 12, 0, line);
    line.append('-');
    hex(order.idLow(), 60, 48, line);
    line.append('-');
    hex(order.idLow(), 44, 0, line);
    line.append('"');
  }

  private static void hex(long bits, int first, int last, StringBuilder line) {
    for (int shift = first; shift >= last; shift -= 4) {
      line.append(HEX[(int) (bits >>> shift) & 0xF]);
    }
  }

  static String customerId(int number) {
    return "CUST-" + number(number);
  }

  static String productId(int number) {
    return "PROD-" + number(number);
  }

  /** The number that ids and names show. */
  static int number(int number) {
    return FIRST_ID + number;
  }

  /** ISO 8601 without a zone; the fraction has six digits, or is absent if it is zero. */
  static void time(long micros, StringBuilder line) {
    LocalDateTime time = Feed.timeOf(micros);
    line.append('"').append(time.getYear());
    part('-', time.getMonthValue(), 2, line);
    part('-', time.getDayOfMonth(), 2, line);
    part('T', time.getHour(), 2, line);
    part(':', time.getMinute(), 2, line);
    part(':', time.getSecond(), 2, line);
    int fraction = (int) Math.floorMod(micros, Feed.MICROS_A_SECOND);
    if (fraction > 0) {
      part('.', fraction, 6, line);
    }
    line.append('"');
  }

  private static void part(char before, int number, int digits, StringBuilder line) {
    line.append(before);
    digits(number, digits, line);
  }

  private static void digits(int number, int digits, StringBuilder line) {
    int end = line.length() + digits;
    line.setLength(end);
    for (int rest = number, i = end - 1; i >= end - digits; i--, rest /= 10) {
      line.setCharAt(i, (char) ('0' + rest % 10));
    }
  }

  static void items(List<Item> items, StringBuilder line) {
    line.append('[');
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      line.append(i == 0 ? "{\"product_id\": " : ", {\"product_id\": ");
      if (item.product() == Feed.NONE) {
        line.append("null");
      } else {
        line.append('"').append(productId(item.product())).append('"');
      }
      line.append(", \"quantity\": ").append(item.quantity()).append(", \"unit_price\": ");
      money(item.unitCents(), line);
      line.append('}');
    }
    line.append(']');
  }

  static void money(long cents, StringBuilder line) {
    line.append(cents / 100).append('.').append((char) ('0' + cents / 10 % 10));
    if (cents % 10 != 0) {
      line.append((char) ('0' + cents % 10));
    }
  }

  private static void address(@Nullable Address address, StringBuilder line) {
    if (address == null) {
      return;
    }
    Town town = address.town();
    line.append(", \"shipping_address\": {\"street\": \"").append(address.house()).append(' ');
    line.append(town.street()).append("\", \"city\": \"").append(town.city());
    line.append("\", \"state\": \"").append(town.state());
    line.append("\", \"zipcode\": \"").append(town.zip());
    digits(address.zip(), 3, line);
    line.append("\", \"country\": \"").append(town.country()).append("\"}");
  }
}
