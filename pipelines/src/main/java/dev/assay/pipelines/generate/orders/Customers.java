package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.CsvFile;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Who buys, as it is known on each day of a feed: a function of customer and day. One in twenty
 * appears after the first day; tiers may change every thirty days, each on a day of its own.
 */
final class Customers {
  private static final List<String> HEADER =
      List.of("customer_id", "name", "email", "registration_date", "customer_tier");
  private static final int DAYS_OF_ONE_TIER = 30;
  private static final double SHARE_LACKING = 0.003;
  private static final int DAYS_OF_REGISTRATION = 700;

  private final Feed feed;
  private final RandomStream customers;

  Customers(Feed feed) {
    this.feed = feed;
    this.customers = RandomStream.of(feed.seed(), "customers");
  }

  /** Writes the file of a day: all customers, as they are on it. */
  void write(int day, Path file) throws IOException {
    try (CsvFile csv = CsvFile.create(file)) {
      csv.write(HEADER, "\n");
      for (int number = 0; number < feed.customers(); number++) {
        RandomStream random = customers.at(number);
        int firstDay = random.chance(0.05) ? random.below(feed.days()) : 0;
        boolean isLacking = day > firstDay && random.at(day).chance(SHARE_LACKING);
        if (firstDay <= day && !isLacking) {
          csv.write(row(number, firstDay, day, random), "\n");
        }
      }
    }
  }

  private static List<Object> row(int number, int firstDay, int day, RandomStream random) {
    LocalDate registered =
        Feed.FIRST_DAY.plusDays(firstDay - (firstDay > 0 ? 0 : random.below(DAYS_OF_REGISTRATION)));
    String name = Words.firstName(random) + " " + Words.lastName(random);
    return List.of(
        OrderJson.customerId(number),
        name,
        "customer" + OrderJson.number(number) + "@example.com",
        registered,
        tier(number, day, random));
  }

  private static String tier(int number, int day, RandomStream random) {
    int period = (day + number % DAYS_OF_ONE_TIER) / DAYS_OF_ONE_TIER;
    return random.at(-1 - period).pick("bronze", "bronze", "silver", "gold");
  }
}
