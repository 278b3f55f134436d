package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Lines that break the contract of orders: each with the rules it breaks. */
final class BrokenLines {
  private static final String JSON = "record.json";
  private static final String NOT_AN_OBJECT = "record.notAnObject";
  private static final String UNKNOWN_FIELD = "record.unknownField";
  private static final String[] REQUIRED = {
    "order_id", "customer_id", "order_timestamp", "total_amount"
  };

  private final RandomStream dirt;

  BrokenLines(Feed feed) {
    this.dirt = RandomStream.of(feed.seed(), "dirt");
  }

  /**
   * A broken line.
   *
   * @param rules those it breaks, in order
   */
  record Broken(String text, List<String> rules) {}

  /** A value that stands in the place of a sound one, and the rule that it breaks. */
  private record Bad(String member, String value, String rule) {
    Bad(String member, String value) {
      this(member, value, member + ".type");
    }
  }

  private static final Bad[] VALUES = {
    new Bad("order_timestamp", "\"2024-02-30T10:00:00\""),
    new Bad("order_timestamp", "\"2023-02-29T10:00:00.000001\""),
    new Bad("order_timestamp", "\"2024-01-05T24:30:00\""),
    new Bad("order_timestamp", "\"2024-01-05\""),
    new Bad("order_timestamp", "\"05/01/2024\""),
    new Bad("order_timestamp", "\"soon\""),
    new Bad("order_timestamp", "1704067200"),
    new Bad("total_amount", "12.345"),
    new Bad("total_amount", "1.2E+3"),
    new Bad("total_amount", "\"twelve\""),
    new Bad("total_amount", "\"1,234.50\""),
    new Bad("total_amount", "true"),
    new Bad("total_amount", "[12.5]"),
    new Bad("total_amount", "12345678901234567.5"),
    new Bad("payment_status", "\"refunded\"", "payment_status.validValues"),
    new Bad("payment_status", "\"Completed\"", "payment_status.validValues"),
    new Bad("items", "\"none\""),
    new Bad("items", "7"),
    new Bad("items", "{\"product_id\": \"PROD-1001\", \"quantity\": 1, \"unit_price\": 9.99}"),
    new Bad("items", "[\"PROD-1001\"]"),
    new Bad("shipping_address", "\"9 Elm St\"", NOT_AN_OBJECT),
    new Bad("shipping_address", "[]", NOT_AN_OBJECT),
    new Bad("coupon", "\"TEN\"", UNKNOWN_FIELD),
    item("quantity", "1.5"),
    item("quantity", "\"two\""),
    item("unit_price", "9.999"),
    item("unit_price", "\"free\""),
  };

  /** The second of two items is bad in one member. */
  private static Bad item(String member, String value) {
    String second =
        "{\"product_id\": \"PROD-1001\", \"quantity\": %s, \"unit_price\": %s}"
            .formatted(
                member.equals("quantity") ? value : "2", member.equals("quantity") ? "4.5" : value);
    return new Bad(
        "items",
        "[{\"product_id\": \"PROD-1002\", \"quantity\": 1, \"unit_price\": 9.99}, " + second + "]",
        "items." + member + ".type");
  }

  /**
   * Spoils an order.
   *
   * @param order which is lost by it
   * @param sound one that comes in the same file: its time is taken, so that no broken line has the
   *     latest of a file, and now and then its id, which must do it no harm
   */
  Broken spoil(Order order, Order sound) {
    Order victim = order.withMicros(sound.micros()).withTotal(order.itemCents());
    Map<String, String> members = members(victim);
    if (dirt.chance(0.2)) {
      members.put("order_id", id(sound));
    }
    TreeSet<String> rules = new TreeSet<>();
    int kind = dirt.below(10);
    if (kind < 3) {
      return new Broken(malformed(render(members)), List.of(JSON));
    }
    if (kind < 8) {
      replace(members, rules);
    }
    // What is wrong with the shape of a record is said of it alone.
    if (kind > 6 && !rules.contains(NOT_AN_OBJECT) && !rules.contains(UNKNOWN_FIELD)) {
      drop(members, rules);
    }
    return new Broken(render(members), List.copyOf(rules));
  }

  private void replace(Map<String, String> members, TreeSet<String> rules) {
    Bad bad = dirt.pick(VALUES);
    members.put(bad.member(), bad.value());
    rules.add(bad.rule());
  }

  /** A value that was replaced and then dropped breaks no rule but that it is required. */
  private void drop(Map<String, String> members, TreeSet<String> rules) {
    String member = dirt.pick(REQUIRED);
    rules.remove(member + ".type");
    rules.add(member + ".required");
    if (dirt.chance(0.5)) {
      members.remove(member);
    } else {
      members.put(member, "null");
    }
  }

  /** None of them is one JSON object. */
  private String malformed(String line) {
    return switch (dirt.below(10)) {
      case 0 -> line.substring(0, dirt.between(1, line.length() - 1));
      case 1 -> line + " " + line;
      case 2 -> line + "]";
      case 3 -> "[" + line + "]";
      case 4 -> "{\"order_id\": \"twice\", " + line.substring(1);
      case 5 -> line.replaceFirst("\"total_amount\": [0-9.]+", "\"total_amount\": NaN");
      case 6 -> line.replace('"', '\'');
      case 7 -> line.substring(1, line.length() - 1);
      case 8 -> dirt.pick("null", "\"order\"", "42", "{", "}{", "order");
      default -> line.substring(0, line.length() - 1) + ", \"more\": " + deep() + "}";
    };
  }

  /** Deeper than anyone writes by hand. */
  private static String deep() {
    return "[".repeat(200) + "]".repeat(200);
  }

  private static Map<String, String> members(Order order) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("order_id", id(order));
    members.put("customer_id", '"' + OrderJson.customerId(order.customer()) + '"');
    StringBuilder text = new StringBuilder();
    OrderJson.time(order.micros(), text);
    members.put("order_timestamp", text.toString());
    text.setLength(0);
    OrderJson.items(order.itemsOrNone(), text);
    members.put("items", text.toString());
    text.setLength(0);
    OrderJson.money(order.totalCents(), text);
    members.put("total_amount", text.toString());
    members.put("payment_status", '"' + Order.COMPLETED + '"');
    return members;
  }

  private static String id(Order order) {
    StringBuilder text = new StringBuilder();
    OrderJson.id(order, text);
    return text.toString();
  }

  private static String render(Map<String, String> members) {
    StringBuilder line = new StringBuilder("{");
    members.forEach(
        (name, value) ->
            line.append(line.length() == 1 ? "\"" : ", \"")
                .append(name)
                .append("\": ")
                .append(value));
    return line.append('}').toString();
  }
}
