package dev.assay.pipelines;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an option's text stands for: how help shows it, and what it must look like. */
public enum Kind {
  FOLDER("DIR", ".+", "a folder, or gs://BUCKET/FOLDER"),
  FILE("FILE", ".+", "a file, or gs://BUCKET/FILE"),
  KEY("KEY", ".+", "a file, gs://BUCKET/FILE, or env:NAME for a variable of the environment"),
  WAREHOUSE("KIND:PLACE", "[a-z]+:.+", "duckdb:FILE or bigquery:PROJECT"),
  DATE("DATE", "\\d{4}-\\d{2}-\\d{2}", "a day, YYYY-MM-DD"),
  IDENTIFIER(
      "ID",
      "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
      "letters, digits, . _ - (64 at most, a letter or digit first)"),
  DATASET(
      "DATASET",
      "[A-Za-z_][A-Za-z0-9_]{0,62}",
      "the name of a dataset: letters, digits, _ (63 at most, no digit first)"),
  SUBSCRIPTION(
      "SUBSCRIPTION",
      "projects/[^/\\s]+/subscriptions/[^/\\s]+",
      "a subscription, projects/PROJECT/subscriptions/NAME"),
  STAGE("STAGE", "[a-z][a-z0-9-]{0,31}", "the name of a stage"),
  WHOLE_NUMBER("N", "[0-9]{1,9}", "a whole number of at most 9 digits"),
  COUNT("N", "[1-9][0-9]{0,8}", "a whole number from 1, of at most 9 digits"),
  SIZE(
      "SIZE",
      Size.REGEX,
      "bytes, at most 9 digits, or KiB, MiB or GiB with that behind them: 512MiB"),
  LIST("A,B,...", "[^,]+(,[^,]+)*", "one or several words, with commas between them"),
  DURATION("TIME", "[1-9][0-9]{0,5}[smhd]", "a time in seconds, minutes, hours or days: 15m"),
  FORM("text|json", "text|json", "text or json"),
  LINES_FORM("csv|jsonl", "csv|jsonl", "csv or jsonl"),
  ROW_KEY("DATASET:KEY", "[a-z][a-z0-9_]*:.+", "a dataset and a key of it: accounts:A123"),
  SHARE("SHARE", "0(\\.[0-9]{1,9})?|1(\\.0{1,9})?", "a share between 0 and 1, such as 0.02");

  private final String label;
  private final String regex;
  private final String form;
  private final Pattern pattern;

  Kind(String label, String regex, String form) {
    this.label = label;
    this.regex = regex;
    this.form = form;
    this.pattern = Pattern.compile(regex);
  }

  /** The word that stands for the value in help: {@code --asOf=DATE}. */
  public String label() {
    return label;
  }

  /** What the whole value must match. */
  public String regex() {
    return regex;
  }

  /** The same for a person. */
  public String form() {
    return form;
  }

  /** What is wrong with a value, without the value's option; empty if nothing is. */
  Optional<String> problem(String value) {
    if (value.isBlank()) {
      return Optional.of("takes " + form + ", and got nothing");
    }
    if (!pattern.matcher(value).matches() || this == DATE && !isDay(value)) {
      return Optional.of("takes " + form + ", not '" + Text.printable(value) + "'");
    }
    return Optional.empty();
  }

  private static boolean isDay(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
