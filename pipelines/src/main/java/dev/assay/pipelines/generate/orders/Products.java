package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.CsvFile;
import dev.assay.pipelines.generate.RandomStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is sold, as it is known on each day of a feed: a function of product and day.
 *
 * <p>Most products are known from the first day; one in twenty appears later. Prices change every
 * ten days, stock every four, each product on days of its own; one in ten moves to another category
 * once. Now and then a day's file lacks a product, which is all the same still there.
 */
final class Products {
  private static final List<String> HEADER =
      List.of("product_id", "product_name", "category", "price", "stock_level");
  private static final String[] CATEGORIES = {
    "Books", "Clothing", "Electronics", "Home & Garden", "Sports"
  };
  private static final String UNKNOWN = "Unknown";
  private static final int DAYS_OF_ONE_PRICE = 10;
  private static final int DAYS_OF_ONE_STOCK = 4;
  private static final double SHARE_LACKING = 0.003;
  private static final int MOST_CENTS = 50_000;

  private final Feed feed;
  private final RandomStream prices;
  private final RandomStream percents;
  private final RandomStream stocks;
  private final RandomStream lacks;
  private final Product[] known;

  /**
   * What does not change of a product, and when the rest does.
   *
   * @param firstDay of those whose file has it
   * @param movedOn the day from which it is of the other category; beyond the feed if it never is
   */
  private record Product(int firstDay, String category, int movedOn, String otherCategory) {
    String categoryOn(int day) {
      return day < movedOn ? category : otherCategory;
    }
  }

  Products(Feed feed) {
    this.feed = feed;
    this.prices = RandomStream.of(feed.seed(), "prices");
    this.percents = RandomStream.of(feed.seed(), "percents");
    this.stocks = RandomStream.of(feed.seed(), "stocks");
    this.lacks = RandomStream.of(feed.seed(), "lacking products");
    this.known = new Product[feed.products()];
    RandomStream products = RandomStream.of(feed.seed(), "products");
    Arrays.setAll(known, number -> product(products.at(number)));
  }

  private Product product(RandomStream random) {
    int category = random.below(CATEGORIES.length);
    int other = (category + random.between(1, CATEGORIES.length - 1)) % CATEGORIES.length;
    return new Product(
        random.chance(0.05) ? random.below(feed.days()) : 0,
        CATEGORIES[category],
        random.chance(0.1) ? random.below(feed.days()) : feed.days(),
        CATEGORIES[other]);
  }

  /** What it usually costs, in cents; also of a product that no file has. */
  long basePrice(int number) {
    return 500 + prices.at(number).below(MOST_CENTS);
  }

  /**
   * The category that an order of that day counts under, once all days are known: that of the first
   * day it appears holds before that day, too.
   */
  String category(int number, int day) {
    if (number == Feed.NONE || number >= known.length) {
      return UNKNOWN;
    }
    Product product = known[number];
    return product.categoryOn(Math.max(day, product.firstDay()));
  }

  /** All that {@link #category} may say. */
  static List<String> categories() {
    return Stream.concat(Arrays.stream(CATEGORIES), Stream.of(UNKNOWN)).toList();
  }

  /** Writes the file of a day: all products, as they are on it. */
  void write(int day, Path file) throws IOException {
    try (CsvFile csv = CsvFile.create(file)) {
      csv.write(HEADER, "\n");
      for (int number = 0; number < known.length; number++) {
        Product product = known[number];
        if (product.firstDay() <= day && !isLacking(number, day)) {
          csv.write(row(number, day), "\n");
        }
      }
    }
  }

  /** Never on a day on which its category changes or it appears: that would go unseen. */
  private boolean isLacking(int number, int day) {
    Product product = known[number];
    return day > product.firstDay()
        && day != product.movedOn()
        && lacks.at(number).at(day).chance(SHARE_LACKING);
  }

  private List<Object> row(int number, int day) {
    String category = known[number].categoryOn(day);
    String name = known[number].category() + " Product " + OrderJson.number(number);
    return List.of(
        OrderJson.productId(number),
        number % 20 == 7 ? name + ", \"new\"" : name,
        category,
        BigDecimal.valueOf(price(number, day), 2),
        stock(number, day));
  }

  private long price(int number, int day) {
    int period = (day + number % DAYS_OF_ONE_PRICE) / DAYS_OF_ONE_PRICE;
    int percent = percents.at(number).at(period).between(90, 110);
    return basePrice(number) * percent / 100;
  }

  private int stock(int number, int day) {
    int period = (day + number % DAYS_OF_ONE_STOCK) / DAYS_OF_ONE_STOCK;
    return stocks.at(number).at(period).below(1_000);
  }
}
