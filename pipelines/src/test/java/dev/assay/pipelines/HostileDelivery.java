package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A sound bank of 10,000 customers whose keys all start with {@code G}, with hostile records of
 * other keys strewn evenly among its rows.
 */
final class HostileDelivery {
  private static final int CUSTOMERS = 10_000;
  private static final int OTHERS = 2_000;

  /** As much of a record as quarantine keeps. */
  private static final int RAW_BYTES = 1 << 16;

  private static final Comparator<List<String>> BY_TEXT = Comparator.comparing(List::toString);

  private final String customers;
  private final Map<String, List<Hostile>> strewn = new HashMap<>();
  private final List<List<String>> quarantine = new ArrayList<>();

  /**
   * Bytes of a file between two line breaks.
   *
   * @param rules those that it breaks, in the order of their discovery; empty if it is sound
   */
  private record Hostile(byte[] bytes, String rules) {}

  private HostileDelivery(String customers) {
    this.customers = customers;
  }

  static HostileDelivery ofCsv() {
    return new HostileDelivery("customers.csv");
  }

  /** One whose customers are JSON lines; the contract must say so. */
  static HostileDelivery ofJsonLines() {
    return new HostileDelivery("customers.jsonl");
  }

  HostileDelivery sound(String file, String record) {
    return with(file, record.getBytes(UTF_8), "");
  }

  HostileDelivery broken(String file, String record, String rules) {
    return with(file, record.getBytes(UTF_8), rules);
  }

  HostileDelivery with(String file, byte[] record, String rules) {
    strewn.computeIfAbsent(file, f -> new ArrayList<>()).add(new Hostile(record, rules));
    return this;
  }

  /** Name of the file of customers. */
  String customers() {
    return customers;
  }

  /** Writes the five files into a folder. */
  Path writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, customers, CUSTOMERS, this::customer);
    write(
        folder, "accounts.csv", OTHERS, i -> "GA%d,G%d,Savings,%d.%02d".formatted(i, i, i, i % 7));
    write(folder, "loans.csv", OTHERS, i -> "GL%d,G%d,%d.50,1.25,12".formatted(i, i, i + 1));
    write(
        folder, "loan_payments.csv", OTHERS, i -> "GP%d,GL%d,2024-01-31,0.%02d".formatted(i, i, 7));
    write(
        folder,
        "transactions.csv",
        OTHERS,
        i -> "GT%d,GA%d,2024-02-%02d,%d.00,Deposit".formatted(i, i, 1 + i % 28, 1 + i));
    return folder;
  }

  /** File, line, raw text and rules of each record that is not sound, as they were written last. */
  List<List<String>> quarantine() {
    return quarantine.stream().sorted(BY_TEXT).toList();
  }

  private String customer(int i) {
    return customers.endsWith(".csv")
        ? "G%d,Ann,Lee,%d Elm St,Troy,NY,01234".formatted(i, i)
        : "{\"customer_id\":\"G%d\",\"first_name\":\"Ann\",\"last_name\":\"Lee\",\"address\":\"%d Elm St\"}"
            .formatted(i, i);
  }

  private void write(Path folder, String file, int count, IntFunction<String> row)
      throws IOException {
    List<Hostile> hostile = strewn.getOrDefault(file, List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long line = 1;
    if (file.endsWith(".csv")) {
      line += add(out, header(file));
    }
    int next = 0;
    for (int i = 0; i < count; i++) {
      line += add(out, row.apply(i).getBytes(UTF_8));
      for (; next < (long) hostile.size() * (i + 1) / count; next++) {
        Hostile record = hostile.get(next);
        if (!record.rules().isEmpty()) {
          quarantine.add(List.of(file, "" + line, raw(record.bytes()), record.rules()));
        }
        line += add(out, record.bytes());
      }
    }
    Files.write(folder.resolve(file), out.toByteArray());
  }

  static byte[] header(String file) {
    String names =
        switch (file) {
          case "customers.csv" -> "customer_id,first_name,last_name,address,city,state,zip";
          case "accounts.csv" -> "account_id,customer_id,account_type,balance";
          case "loans.csv" -> "loan_id,customer_id,loan_amount,interest_rate,loan_term";
          case "loan_payments.csv" -> "payment_id,loan_id,payment_date,payment_amount";
          default ->
              "transaction_id,account_id,transaction_date,transaction_amount,transaction_type";
        };
    return names.getBytes(UTF_8);
  }

  /** Writes a record and its line break, and counts the lines. */
  private static long add(ByteArrayOutputStream out, byte[] record) {
    out.writeBytes(record);
    out.write('\n');
    return 1 + lineBreaks(new String(record, UTF_8));
  }

  static long lineBreaks(String text) {
    return IntStream.range(0, text.length())
        .filter(
            i ->
                text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1)))
        .count();
  }

  private static String raw(byte[] record) {
    return new String(record, 0, Math.min(record.length, RAW_BYTES), UTF_8);
  }

  /** What a run made of the good rows: all of their silver and gold. */
  static List<List<String>> goodRows(BankingLake lake) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (String dataset : BankingLake.DATASETS) {
      String columns = "* EXCLUDE (_source_line, _batch)";
      rows.addAll(lake.files("SELECT " + columns + " FROM silver." + dataset));
    }
    for (String table : BankingLake.TABLES) {
      rows.addAll(lake.warehouse("SELECT * EXCLUDE (last_updated) FROM banking_gold." + table));
    }
    rows.removeIf(row -> !row.get(0).startsWith("G"));
    rows.sort(BY_TEXT);
    return rows;
  }

  /** What a run put into quarantine, as {@link #quarantine} says it. */
  static List<List<String>> quarantined(BankingLake lake) throws Exception {
    List<List<String>> rows =
        lake.files(
            "SELECT file, line, raw, array_to_string([v.rule FOR v IN violations], ' ')"
                + " FROM quarantine");
    rows.sort(BY_TEXT);
    return rows;
  }
}
