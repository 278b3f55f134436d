package dev.assay.pipelines.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A question that one query answers, and how the answer is drawn.
 *
 * @param id unique within its section; a word for links and file names
 * @param title what it shows, as a title: "Balances by state"
 * @param note what one must know to read it; may be empty
 * @param empty what it means if there are no rows
 * @param mark how it is drawn
 * @param isChosen whether the rows of one value of the first column are drawn at a time, and the
 *     reader chooses which; that column then stands before those of the mark
 * @param isPivoted whether the query gives three columns, of which the second names a series: each
 *     becomes a column, those with the greatest sums {@link Grid#SERIES at most}, the rest together
 * @param isWide whether it needs the width of the page; others stand in pairs
 * @param headings of the query's columns, in its order
 * @param sql the query, with {@code {gold}} for the schema of the section's tables, {@code {audit}}
 *     for that of the audit, and <code>{each list element}</code> for the elements of a list
 */
record Chart(
    String id,
    String title,
    String note,
    String empty,
    Mark mark,
    boolean isChosen,
    boolean isPivoted,
    boolean isWide,
    List<Heading> headings,
    String sql) {

  /** A chart without rows, columns and query yet. */
  static Chart of(Mark mark, String id, String title) {
    return new Chart(
        id, title, "", "Nothing to show yet.", mark, false, false, false, List.of(), "");
  }

  Chart note(String text) {
    return new Chart(id, title, text, empty, mark, isChosen, isPivoted, isWide, headings, sql);
  }

  Chart ifEmpty(String text) {
    return new Chart(id, title, note, text, mark, isChosen, isPivoted, isWide, headings, sql);
  }

  Chart chosenByFirst() {
    return new Chart(id, title, note, empty, mark, true, isPivoted, isWide, headings, sql);
  }

  Chart pivoted() {
    return new Chart(id, title, note, empty, mark, isChosen, true, isWide, headings, sql);
  }

  Chart wide() {
    return new Chart(id, title, note, empty, mark, isChosen, isPivoted, true, headings, sql);
  }

  Chart column(String label, Unit unit) {
    return and(Heading.of(label, unit));
  }

  /** A column that the table has and the drawing does not. */
  Chart aside(String label, Unit unit) {
    return and(Heading.of(label, unit).inTableOnly());
  }

  /** A column that is one of the query's divided by another, given by their places from 0. */
  Chart quotient(String label, Unit unit, int dividend, int divisor) {
    return and(new Heading(label, unit, true, new Heading.Quotient(dividend, divisor)));
  }

  private Chart and(Heading heading) {
    List<Heading> all = new ArrayList<>(headings);
    all.add(heading);
    return new Chart(
        id, title, note, empty, mark, isChosen, isPivoted, isWide, List.copyOf(all), sql);
  }

  Chart sql(String query) {
    return new Chart(id, title, note, empty, mark, isChosen, isPivoted, isWide, headings, query);
  }
}
