package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.orders.Arrivals.Arrival;
import dev.assay.pipelines.generate.orders.Arrivals.Version;
import dev.assay.pipelines.generate.orders.BrokenLines.Broken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the files of a feed, quarter by quarter: first its own orders, then what comes late. */
final class OrderFiles {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'orders_'uuuuMMdd'T'HHmm'.json'", Locale.ROOT);

  private final Feed feed;
  private final Orders orders;
  private final OrderBooks books;
  private final Fates fates;
  private final BrokenLines dirt;
  private final Arrivals arrivals = new Arrivals();
  private final Map<String, Long> brokenByRule = new TreeMap<>();
  private final StringBuilder line = new StringBuilder();

  OrderFiles(Feed feed, Orders orders, OrderBooks books) {
    this.feed = feed;
    this.orders = orders;
    this.books = books;
    this.fates = new Fates(feed);
    this.dirt = new BrokenLines(feed);
  }

  /** Named for the beginning of its quarter. */
  static String name(int quarter) {
    return Feed.timeOf(Feed.startOf(quarter)).format(NAME);
  }

  /** Broken lines of all files so far, by rule. */
  Map<String, Long> brokenByRule() {
    return brokenByRule;
  }

  /** Writes the file of a quarter that has one; those of earlier quarters must be written. */
  FileBooks write(int quarter, Path path) throws IOException {
    FileBooks books = new FileBooks();
    try (LineFile file = LineFile.create(path)) {
      long latest = writeOwn(quarter, file, books);
      for (Arrival arrival : arrivals.take(quarter)) {
        writeArrival(arrival, quarter, latest, file, books);
      }
      file.finish();
    }
    return books;
  }

  /** Writes the orders of the quarter that are on time; returns the latest of their times. */
  private long writeOwn(int quarter, LineFile file, FileBooks lines) throws IOException {
    long first = feed.firstOf(quarter);
    Order sound = orders.order(first);
    long latest = sound.micros();
    for (long number = first; number < feed.firstOf(quarter + 1); number++) {
      Order order = orders.order(number);
      Fate fate = fates.of(number);
      if (fate.isBroken()) {
        writeBroken(dirt.spoil(order, sound), file);
        lines.broken();
        continue;
      }
      expect(number, fate);
      books.add(counting(order, number, fate));
      if (fate.delivered() == quarter) {
        write(order, file);
        lines.sound();
        latest = Math.max(latest, order.micros());
      } else {
        arrivals.add(fate.delivered(), number, Version.FIRST);
      }
    }
    return latest;
  }

  /** Whatever comes again comes after what is late, in one file. */
  private void expect(long number, Fate fate) {
    if (fate.isRepeated()) {
      arrivals.add(fate.repeated(), number, Version.REPEAT);
    }
    if (fate.isContested()) {
      arrivals.add(fate.contested(), number, Version.RIVAL);
    }
  }

  /** The version that counts: the one of the latest time. */
  private Order counting(Order order, long number, Fate fate) {
    if (!fate.isContested()) {
      return order;
    }
    Order rival = orders.rival(number, Feed.startOf(fate.contested()));
    return rival.micros() > order.micros() ? rival : order;
  }

  private void writeArrival(
      Arrival arrival, int quarter, long latest, LineFile file, FileBooks lines)
      throws IOException {
    Order order = orders.order(arrival.number());
    Order counting = counting(order, arrival.number(), fates.of(arrival.number()));
    switch (arrival.version()) {
      case FIRST -> {
        write(order, file);
        lines.sound();
        note(counting, order, latest);
      }
      case REPEAT -> {
        write(order, file);
        lines.repeated();
      }
      case RIVAL -> {
        Order rival = orders.rival(arrival.number(), Feed.startOf(quarter));
        write(rival, file);
        lines.conflicting();
        note(counting, rival, latest);
      }
    }
  }

  private void note(Order counting, Order arrived, long latest) {
    if (counting.micros() == arrived.micros()) {
      books.arrive(latest - arrived.micros());
    }
  }

  private void write(Order order, LineFile file) throws IOException {
    line.setLength(0);
    OrderJson.write(order, line);
    file.write(line);
  }

  private void writeBroken(Broken broken, LineFile file) throws IOException {
    file.write(broken.text());
    broken.rules().forEach(rule -> brokenByRule.merge(rule, 1L, Long::sum));
  }
}
