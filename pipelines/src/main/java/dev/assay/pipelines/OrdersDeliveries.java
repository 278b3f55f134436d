package dev.assay.pipelines;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Feeds for {@code orders}, {@code orders-daily} and {@code orders-stream}. */
final class OrdersDeliveries implements Generator {
  private static final String HOURS = "hours";
  private static final String RATE = "rate";
  private static final String LATE = "late";
  private static final String DUPLICATES = "duplicates";
  private static final String MISMATCH = "mismatch";
  private static final String CONFLICTS = "conflicts";

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public String description() {
    return "Orders in files of 15 minutes, products, customers, and what is in them (answers.json).";
  }

  @Override
  public List<Amount> amounts() {
    return List.of(
        Amount.wholeNumber(HOURS, "24", "How many hours the feed goes on, from 2024-01-01."),
        Amount.wholeNumber(RATE, "400", "How many orders an hour."),
        Amount.share(LATE, "0.02", "Share of orders that come in a later file."),
        Amount.share(DUPLICATES, "0.01", "Share of orders that come again, byte for byte."),
        Amount.share(MISMATCH, "0.01", "Share of orders whose total is off by more than a cent."),
        Amount.share(CONFLICTS, "0", "Share of orders that come again with other content."));
  }

  @Override
  public List<String> layout() {
    return List.of(
        "orders/orders_20240101T0015.json    the orders from 00:15 to 00:30, and what comes late",
        "products/products.csv               the products as they are on the first day",
        "customers/customers.csv             the customers",
        "daily/2024-01-02/products/...       the same on each following day of the feed,",
        "daily/2024-01-02/customers/...      a folder to land from: some prices, categories, stocks",
        "                                    and tiers have changed, some ids are new or lacking",
        "answers.json                        what is in the files, and what tables must come to");
  }

  /** The files lie at rest; the dimensions go first, so that the orders know them. */
  @Override
  public List<List<String>> demo(Path folder, Path output) {
    List<String> places = List.of("--landing=" + folder, "--output=" + output, "--settle=0");
    return List.of(
        words("orders-daily", places, "--asOf=" + Feed.FIRST_DAY), words("orders", places));
  }

  private static List<String> words(String pipeline, List<String> places, String... more) {
    return Stream.of(Stream.of(pipeline), places.stream(), Stream.of(more))
        .flatMap(words -> words)
        .toList();
  }

  @Override
  public void write(Wanted wanted, Path folder) throws IOException {
    Feed feed =
        new Feed(
            wanted.wholeNumber(HOURS),
            wanted.wholeNumber(RATE),
            wanted.share(LATE),
            wanted.share(DUPLICATES),
            wanted.share(CONFLICTS),
            wanted.share(MISMATCH),
            wanted.dirty(),
            wanted.seed());
    OrdersGenerator.of(feed).writeTo(folder);
  }
}
