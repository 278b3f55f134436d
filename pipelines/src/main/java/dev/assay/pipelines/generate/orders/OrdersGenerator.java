package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.Answers;
import dev.assay.pipelines.generate.GoldAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a feed of {@code orders}: files of a quarter of an hour each, products and customers day by
 * day, and {@code answers.json}, the truth about them.
 *
 * <p>A feed follows from its arguments alone: the same bytes on every machine, on every day. The
 * truth is noted as lines are made; what was written is never read. An order is made anew from its
 * number whenever it comes, so that memory does not grow with their number.
 *
 * <p>Also without dirt, some orders have no items, no status or no address, name the same product
 * twice or none, or are a cent off; some customers and products are in no file, or appear later:
 * all of that is sound. What is not is in {@link BrokenLines}.
 */
public final class OrdersGenerator {

  /** The file that holds the truth. */
  public static final String ANSWERS = "answers.json";

  private final Feed feed;
  private final Products products;
  private final Customers customers;

  private OrdersGenerator(Feed feed) {
    this.feed = feed;
    this.products = new Products(feed);
    this.customers = new Customers(feed);
  }

  /** A feed that is yet to be written. */
  public static OrdersGenerator of(Feed feed) {
    return new OrdersGenerator(feed);
  }

  /**
   * The truth about a feed.
   *
   * @param feed its arguments
   * @param lines lines of all files of orders, as in each file
   * @param orders the sound orders, each counted once, in the version that bears the latest time
   * @param brokenByRule broken lines by rule; one that breaks several counts under each
   */
  record Truth(
      Feed feed,
      FileBooks lines,
      Totals orders,
      OrderBooks.Counts counts,
      Map<String, Long> brokenByRule,
      Map<String, Totals> byStatus,
      Map<String, Totals> byRegion,
      Map<String, Totals> byCategory,
      Map<String, Totals> byDay,
      Map<String, Totals> byHour,
      Map<String, GoldAnswers> gold,
      Map<String, FileBooks> files) {}

  /**
   * Writes the files and their answers into the folder, which is made if it is not there; files of
   * these names are replaced.
   *
   * @return how many lines the files of orders hold
   * @throws IOException if the folder cannot be written to
   */
  public long writeTo(Path folder) throws IOException {
    for (int day = 0; day < feed.days(); day++) {
      writeDay(day, day == 0 ? folder : folder.resolve("daily").resolve(Feed.day(day).toString()));
    }
    OrderBooks books = new OrderBooks(feed, products);
    OrderFiles orders = new OrderFiles(feed, new Orders(feed, products), books);
    Path landing = Files.createDirectories(folder.resolve("orders"));
    Map<String, FileBooks> files = new TreeMap<>();
    FileBooks lines = new FileBooks();
    for (int quarter = 0; quarter < feed.quarters(); quarter++) {
      if (feed.hasFile(quarter)) {
        String name = OrderFiles.name(quarter);
        FileBooks file = orders.write(quarter, landing.resolve(name));
        files.put("orders/" + name, file);
        lines.add(file);
      }
    }
    Answers.write(truth(books, orders, lines, files), folder.resolve(ANSWERS));
    return lines.getLines();
  }

  private void writeDay(int day, Path folder) throws IOException {
    Path ofProducts = Files.createDirectories(folder.resolve("products"));
    Path ofCustomers = Files.createDirectories(folder.resolve("customers"));
    products.write(day, ofProducts.resolve("products.csv"));
    customers.write(day, ofCustomers.resolve("customers.csv"));
  }

  private Truth truth(
      OrderBooks books, OrderFiles orders, FileBooks lines, Map<String, FileBooks> files) {
    return new Truth(
        feed,
        lines,
        books.orders(),
        books.counts(),
        orders.brokenByRule(),
        books.byStatus(),
        books.byRegion(),
        books.byCategory(),
        books.byDay(),
        books.byHour(),
        books.gold(),
        files);
  }
}
