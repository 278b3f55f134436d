package dev.assay.pipelines.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The answer to a chart's question: rows of cells under headings. */
record Grid(List<Heading> headings, List<List<Cell>> rows) {
  /** Series that a pivoted chart tells apart; more colours than that nobody does. */
  static final int SERIES = 6;

  private static final int SCALE = 9;
  private static final String REST = "All others";

  /** The rows of a chart's query under its headings. */
  static Grid of(Chart chart, List<List<@Nullable Object>> rows) {
    return chart.isPivoted() ? pivoted(chart.headings(), rows) : plain(chart.headings(), rows);
  }

  private static Grid plain(List<Heading> headings, List<List<@Nullable Object>> rows) {
    List<List<Cell>> cells = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<Cell> line = new ArrayList<>();
      int next = 0;
      for (Heading heading : headings) {
        Heading.Quotient quotient = heading.quotient();
        line.add(
            Cell.of(heading.unit(), quotient == null ? row.get(next++) : divided(quotient, row)));
      }
      cells.add(line);
    }
    return new Grid(headings, cells);
  }

  private static @Nullable BigDecimal divided(
      Heading.Quotient quotient, List<@Nullable Object> row) {
    Object dividend = row.get(quotient.dividend());
    Object divisor = row.get(quotient.divisor());
    if (dividend == null || divisor == null || ((BigDecimal) divisor).signum() == 0) {
      return null;
    }
    return ((BigDecimal) dividend).divide((BigDecimal) divisor, SCALE, RoundingMode.HALF_UP);
  }

  /** Rows of (place, series, number): a row a place, a column a series, the greatest first. */
  private static Grid pivoted(List<Heading> headings, List<List<@Nullable Object>> rows) {
    List<String> series = greatest(rows);
    boolean hasRest = rows.stream().anyMatch(row -> !series.contains(series(row)));
    Map<Object, BigDecimal[]> wide = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows) {
      BigDecimal[] sums = wide.computeIfAbsent(Optional.ofNullable(row.get(0)), k -> zeros(series));
      int at = series.indexOf(series(row));
      int column = at < 0 ? series.size() : at;
      sums[column] = sums[column].add((BigDecimal) row.get(2));
    }
    List<Heading> across = new ArrayList<>(List.of(headings.get(0)));
    series.forEach(name -> across.add(Heading.of(name, headings.get(2).unit())));
    if (hasRest) {
      across.add(Heading.of(REST, headings.get(2).unit()));
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    wide.forEach(
        (place, sums) -> {
          List<@Nullable Object> line = new ArrayList<>();
          line.add(((Optional<?>) place).orElse(null));
          line.addAll(List.of(sums));
          values.add(line);
        });
    return plain(List.copyOf(across), values);
  }

  private static BigDecimal[] zeros(List<String> series) {
    BigDecimal[] zeros = new BigDecimal[series.size() + 1];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private static List<String> greatest(List<List<@Nullable Object>> rows) {
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    rows.forEach(row -> sums.merge(series(row), (BigDecimal) row.get(2), BigDecimal::add));
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(sums.size() <= SERIES ? SERIES : SERIES - 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String series(List<@Nullable Object> row) {
    return Unit.TEXT.text(row.get(1));
  }
}
