package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.orders.Order.Address;
import dev.assay.pipelines.generate.orders.Order.Item;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The orders of a feed, each a function of its number: none has to be kept to come again. */
final class Orders {
  private static final double SHARE_WITHOUT_ITEMS = 0.005;
  private static final double SHARE_WITH_ONE_PRODUCT_TWICE = 0.01;
  private static final double SHARE_OF_UNKNOWN = 0.03;
  private static final double SHARE_WITHOUT_PRODUCT = 0.002;
  private static final double SHARE_DISCOUNTED = 0.1;
  private static final double SHARE_OFF_BY_ONE_CENT = 0.005;
  private static final double SHARE_ON_THE_SECOND = 0.001;
  private static final double SHARE_WITHOUT_STATUS = 0.002;
  private static final double SHARE_WITHOUT_ADDRESS = 0.005;
  private static final int MOST_CENTS_OFF = 5_000;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_1 = 0x8000000000000000L;

  private final Feed feed;
  private final RandomStream orders;
  private final RandomStream rivals;
  private final Products products;

  Orders(Feed feed, Products products) {
    this.feed = feed;
    this.products = products;
    this.orders = RandomStream.of(feed.seed(), "orders");
    this.rivals = RandomStream.of(feed.seed(), "rivals");
  }

  /** The order of that number; sound, whatever becomes of it. */
  Order order(long number) {
    RandomStream random = orders.at(number);
    long idHigh = random.bits() & ~0xF000L | VERSION_4;
    long idLow = random.bits() >>> 2 | VARIANT_1;
    long micros = micros(number, random);
    List<Item> items = items(random);
    Order order =
        new Order(
            idHigh,
            idLow,
            customer(number, random),
            micros,
            items,
            0,
            status(random),
            random.chance(SHARE_WITHOUT_ADDRESS) ? null : address(random));
    return withTotal(order, random);
  }

  /**
   * The order of that number as it comes again with other content. Two versions of an order never
   * bear the same time, so that it is plain which is the latest.
   *
   * @param before no time that the version may bear, nor any after it
   */
  Order rival(long number, long before) {
    RandomStream random = rivals.at(number);
    Order order = order(number);
    long first = Feed.startOf(0);
    boolean isLater = random.chance(0.5) && before - order.micros() > 1;
    long room = isLater ? before - 1 - order.micros() : order.micros() - first;
    long apart = 1 + (long) (random.fraction() * (room - 1));
    String status =
        order.isCompleted() ? random.pick(Order.PENDING, Order.FAILED) : Order.COMPLETED;
    return order.withStatus(status).withMicros(order.micros() + (isLater ? apart : -apart));
  }

  /** Orders of a quarter share it out evenly, each somewhere in its part. */
  private long micros(long number, RandomStream random) {
    int quarter = feed.quarterOf(number);
    long first = feed.firstOf(quarter);
    long part = Feed.MICROS_A_QUARTER / (feed.firstOf(quarter + 1) - first);
    long micros = (number - first) * part + (long) (random.fraction() * part);
    boolean isWhole = random.chance(SHARE_ON_THE_SECOND);
    if (isWhole) {
      micros -= micros % Feed.MICROS_A_SECOND;
    }
    // Not the very beginning, so that another version can be earlier.
    return Feed.startOf(quarter) + Math.max(1, micros);
  }

  /** Every fifth customer orders nothing in the second half of the feed. */
  private int customer(long number, RandomStream random) {
    int customer = unknownOr(feed.customers(), random);
    boolean isGone = number > feed.orders() / 2 && customer % 5 == 0;
    return isGone ? customer + 1 : customer;
  }

  /** Mostly one that is known, and most often one of a few. */
  private static int unknownOr(int known, RandomStream random) {
    if (random.chance(SHARE_OF_UNKNOWN)) {
      return known + random.below(known);
    }
    return random.chance(0.3) ? random.below(1 + known / 20) : random.below(known);
  }

  private @Nullable List<Item> items(RandomStream random) {
    if (random.chance(SHARE_WITHOUT_ITEMS)) {
      return random.chance(0.5) ? null : List.of();
    }
    int count = random.between(1, 5);
    List<Item> items = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      items.add(item(product(random), random));
    }
    if (random.chance(SHARE_WITH_ONE_PRODUCT_TWICE)) {
      items.add(item(items.get(0).product(), random));
    }
    return items;
  }

  private int product(RandomStream random) {
    return random.chance(SHARE_WITHOUT_PRODUCT) ? Feed.NONE : unknownOr(feed.products(), random);
  }

  private Item item(int product, RandomStream random) {
    long price = products.basePrice(product);
    int percent = random.chance(SHARE_DISCOUNTED) ? random.between(70, 95) : 100;
    return new Item(product, random.between(1, 3), Math.max(1, price * percent / 100));
  }

  private static @Nullable String status(RandomStream random) {
    if (random.chance(SHARE_WITHOUT_STATUS)) {
      return null;
    }
    int tenth = random.below(10);
    return tenth < 6 ? Order.COMPLETED : tenth < 8 ? Order.PENDING : Order.FAILED;
  }

  private static Address address(RandomStream random) {
    return new Address(random.between(1, 9_999), random.pick(Town.ALL), random.below(1_000));
  }

  /** Without items it comes to nothing; a cent off is no mismatch yet. */
  private Order withTotal(Order order, RandomStream random) {
    long cents = order.itemCents();
    if (cents > 0 && random.chance(feed.mismatch())) {
      int off = random.between(2, MOST_CENTS_OFF);
      cents += cents > off && random.chance(0.5) ? -off : off;
    } else if (cents > 1 && random.chance(SHARE_OFF_BY_ONE_CENT)) {
      cents += random.chance(0.5) ? -1 : 1;
    }
    return order.withTotal(cents);
  }
}
