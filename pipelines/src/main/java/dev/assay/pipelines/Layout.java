package dev.assay.pipelines;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text in columns: the first to the left, numbers to the right, and a last one of any
 * length that comes as it is.
 */
public final class Layout {
  /** So that sections of one summary stand under each other. */
  private static final int FIRST = 30;

  private static final int OTHER = 14;

  private final List<List<String>> rows = new ArrayList<>();

  private Layout(String... headings) {
    rows.add(List.of(headings));
  }

  public static Layout of(String... headings) {
    return new Layout(headings);
  }

  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Whether there is nothing but headings. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      boolean isHeading = lines.isEmpty();
      StringBuilder line = new StringBuilder(isHeading ? row.get(0) : "  " + row.get(0));
      pad(line, width(0));
      for (int i = 1; i < row.size() - 1; i++) {
        String cell = row.get(i);
        line.append(" ".repeat(width(i) - cell.length())).append(cell);
      }
      lines.add(line.append("  ").append(row.get(row.size() - 1)).toString().stripTrailing());
    }
    return lines;
  }

  private static void pad(StringBuilder line, int width) {
    line.append(" ".repeat(Math.max(0, width - line.length())));
  }

  private int width(int column) {
    int least = column == 0 ? FIRST : OTHER;
    int indent = 2;
    return rows.stream()
        .mapToInt(row -> row.get(column).length() + indent)
        .reduce(least, Math::max);
  }
}
