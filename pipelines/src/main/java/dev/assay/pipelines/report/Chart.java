package dev.assay.pipelines.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A question that one query answers, and how the answer is drawn.
 *
 * @param id unique within its section; a word for links and file names
 * @param title what it shows, as a title: "Balances by state"
 * @param grain what one row of the query is, behind "One row per": "state"; empty if there is one
 * @param note what one must know to read it; may be empty
 * @param empty what it means if there are no rows
 * @param mark how it is drawn
 * @param manners what is said of it besides
 * @param headings of the query's columns, in its order
 * @param sql the query, with {@code {gold}} for the schema of the section's tables, {@code {audit}}
 *     for that of the audit, and <code>{each list element}</code> for the elements of a list. Where
 *     a heading is a quotient, the others' columns are named as {@link Heading#column} says
 */
record Chart(
    String id,
    String title,
    String grain,
    String note,
    String empty,
    Mark mark,
    Set<Manner> manners,
    List<Heading> headings,
    String sql) {

  /** What can be said of how a chart stands in the page. */
  enum Manner {
    /**
     * The rows of one value of the first column are drawn at a time, and the reader chooses which;
     * that column then stands before those of the mark.
     */
    CHOSEN,
    /**
     * The query gives three columns, of which the second names a series: each becomes a column,
     * those with the greatest sums {@link Grid#SERIES at most}, the rest together.
     */
    PIVOTED,
    /** It needs the width of the page; others stand in pairs. */
    WIDE
  }

  /** A chart without rows, columns and query yet. */
  static Chart of(Mark mark, String id, String title) {
    return new Chart(id, title, "", "", "Nothing to show yet.", mark, Set.of(), List.of(), "");
  }

  boolean isChosen() {
    return manners.contains(Manner.CHOSEN);
  }

  boolean isPivoted() {
    return manners.contains(Manner.PIVOTED);
  }

  boolean isWide() {
    return manners.contains(Manner.WIDE);
  }

  Chart per(String words) {
    return new Chart(id, title, words, note, empty, mark, manners, headings, sql);
  }

  Chart note(String text) {
    return new Chart(id, title, grain, text, empty, mark, manners, headings, sql);
  }

  Chart ifEmpty(String text) {
    return new Chart(id, title, grain, note, text, mark, manners, headings, sql);
  }

  Chart chosenByFirst() {
    return and(Manner.CHOSEN);
  }

  Chart pivoted() {
    return and(Manner.PIVOTED);
  }

  Chart wide() {
    return and(Manner.WIDE);
  }

  private Chart and(Manner manner) {
    Set<Manner> all = EnumSet.of(manner);
    all.addAll(manners);
    return new Chart(
        id, title, grain, note, empty, mark, Collections.unmodifiableSet(all), headings, sql);
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
    return and(Heading.of(label, unit).dividing(dividend, divisor));
  }

  private Chart and(Heading heading) {
    return headed(Stream.concat(headings.stream(), Stream.of(heading)).toList());
  }

  /** Says when the column before has no value. */
  Chart nullIf(String words) {
    int last = headings.size() - 1;
    List<Heading> all = new ArrayList<>(headings);
    all.set(last, all.get(last).nullIf(words));
    return headed(List.copyOf(all));
  }

  private Chart headed(List<Heading> all) {
    return new Chart(id, title, grain, note, empty, mark, manners, all, sql);
  }

  Chart sql(String query) {
    return new Chart(id, title, grain, note, empty, mark, manners, headings, query);
  }

  /** The headings of what the query itself gives, in the order of its columns. */
  List<Heading> given() {
    return headings.stream().filter(heading -> heading.quotient() == null).toList();
  }
}
