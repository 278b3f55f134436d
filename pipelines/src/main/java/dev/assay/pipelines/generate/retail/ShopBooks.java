package dev.assay.pipelines.generate.retail;

import dev.assay.pipelines.generate.Sum;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the gold tables of {@code online-retail} must hold, noted as lines are made. */
final class ShopBooks {
  private static final int TOP = 10;

  private final Sum all = new Sum();
  private final Sum anonymous = new Sum();
  private final Set<String> customers = new HashSet<>();
  private final Set<String> stockCodes = new HashSet<>();
  private final TreeSet<LocalDate> days = new TreeSet<>();
  private final Set<List<String>> daysAndCountries = new HashSet<>();
  private final Map<YearMonth, Map<String, Sum>> products = new TreeMap<>();

  /** Notes a line that stays. */
  void add(ShopLine line) {
    LocalDate day = line.invoicedAt().toLocalDate();
    String stockCode = orUnknown(line.stockCode());
    all.add(line);
    if (line.isAnonymous()) {
      anonymous.add(line);
    } else {
      customers.add(line.customerId());
    }
    stockCodes.add(stockCode);
    days.add(day);
    daysAndCountries.add(List.of(day.toString(), orUnknown(line.country())));
    products
        .computeIfAbsent(YearMonth.from(day), month -> new HashMap<>())
        .computeIfAbsent(stockCode, code -> new Sum())
        .add(line);
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? "Unknown" : text;
  }

  String sales() {
    return all.amount();
  }

  /** The tables by name; those of ten best sellers a month, scored for any day. */
  Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    Sum none = new Sum();
    tables.put("agg_daily_sales", table(daysAndCountries.size(), all, none));
    tables.put("dim_customers", table(customers.size(), all.minus(anonymous), anonymous));
    tables.put("dim_dates", table(dates(), none, none));
    tables.put("dim_products", table(stockCodes.size(), none, none));
    tables.put("fact_sales", table(all.lines, all, none));
    Sum best = new Sum();
    long ranks = 0;
    for (Map<String, Sum> month : products.values()) {
      ranks += Math.min(TOP, month.size());
      month.entrySet().stream()
          .sorted(BEST_FIRST)
          .limit(TOP)
          .forEach(product -> best.add(product.getValue()));
    }
    tables.put("top_n_products_monthly", table(ranks, best, all.minus(best)));
    return tables;
  }

  private static final Comparator<Map.Entry<String, Sum>> BEST_FIRST =
      Comparator.comparing((Map.Entry<String, Sum> product) -> -product.getValue().mills)
          .thenComparing(Map.Entry::getKey);

  private long dates() {
    return days.isEmpty() ? 0 : days.last().toEpochDay() - days.first().toEpochDay() + 1;
  }

  private static Table table(long rows, Sum sales, Sum unattributed) {
    return new Table(rows, sales.amount(), unattributed.lines, unattributed.amount());
  }

  /**
   * What a table must hold.
   *
   * @param rows how many it has
   * @param sales what its sales add up to, with three decimals; 0 for one without amounts
   * @param unattributedLines lines of silver that it cannot place
   * @param unattributed what these add up to
   */
  record Table(long rows, String sales, long unattributedLines, String unattributed) {}

  /** Lines and what they come to, in thousandths. */
  private static final class Sum {
    private long lines;
    private long mills;

    void add(ShopLine line) {
      lines++;
      mills += line.sales();
    }

    void add(Sum more) {
      lines += more.lines;
      mills += more.mills;
    }

    Sum minus(Sum other) {
      Sum sum = new Sum();
      sum.lines = lines - other.lines;
      sum.mills = mills - other.mills;
      return sum;
    }

    String amount() {
      return BigDecimal.valueOf(mills, 3).toPlainString();
    }
  }
}
