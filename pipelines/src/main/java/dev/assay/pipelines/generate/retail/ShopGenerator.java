package dev.assay.pipelines.generate.retail;

import dev.assay.pipelines.generate.Answers;
import dev.assay.pipelines.generate.CsvFile;
import dev.assay.pipelines.generate.RandomStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a delivery of {@code online-retail}, the invoice lines of a shop in ISO-8859-1, and {@code
 * answers.json}, the truth about it.
 *
 * <p>An invoice has some twenty lines; there are four invoices a known customer and five an
 * article, and a quarter of the invoices are of nobody known. A delivery follows from its arguments
 * alone: the same bytes on every machine, on every day. The truth is noted as lines are made; what
 * was written is never read.
 *
 * <p>Also without dirt some lines repeat another, some articles have several names or none, stock
 * codes differ in case alone, customers move, and names hold a pound sign: all of that is sound.
 * Dirt spoils a share of the lines: see {@link ShopFile}.
 */
public final class ShopGenerator {

  /** More would not fit the numbers of invoices. */
  public static final int MOST_INVOICES = 10_000_000;

  /** The file that holds the truth. */
  public static final String ANSWERS = "answers.json";

  private static final int FIRST_INVOICE = 1_000_000;
  private static final int FIRST_CUSTOMER = 12_346;
  private static final int MINUTES = 373 * 24 * 60;
  private static final LocalDateTime START = LocalDateTime.of(2010, 12, 1, 8, 26);
  private static final String HOME = "United Kingdom";
  private static final String[] ABROAD = {"Germany", "France", "EIRE", "Spain", "RSA"};

  private final int invoices;
  private final int files;
  private final double dirty;
  private final long seed;
  private final List<ShopArticle> articles = new ArrayList<>();

  private ShopGenerator(int invoices, int files, double dirty, long seed) {
    this.invoices = invoices;
    this.files = files;
    this.dirty = dirty;
    this.seed = seed;
    RandomStream random = RandomStream.of(seed, "articles");
    for (int i = 0; i < Math.max(20, invoices / 5); i++) {
      articles.add(ShopArticle.of(i, random));
    }
  }

  /**
   * A delivery that is yet to be written.
   *
   * @param invoices how many there are, from 1 to {@value #MOST_INVOICES}
   * @param files into how many files their lines are cut, from 1 to 1000
   * @param dirty which share of the lines to spoil, from 0 to 1
   * @param seed what all chance follows from
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public static ShopGenerator of(int invoices, int files, double dirty, long seed) {
    if (invoices < 1 || invoices > MOST_INVOICES) {
      throw new IllegalArgumentException(
          "invoices must be 1 to " + MOST_INVOICES + ", not " + invoices);
    }
    if (files < 1 || files > 1000) {
      throw new IllegalArgumentException("files must be 1 to 1000, not " + files);
    }
    if (!(dirty >= 0 && dirty <= 1)) {
      throw new IllegalArgumentException("dirty must be a share from 0 to 1, not " + dirty);
    }
    return new ShopGenerator(invoices, files, dirty, seed);
  }

  /**
   * The truth about a delivery.
   *
   * @param rows records of all files
   * @param files the books of each file, by its name
   * @param silver what the lines that stay add up to, by column
   * @param gold what each table must hold, by its name
   */
  record Truth(
      int invoices,
      double dirty,
      long seed,
      long rows,
      Map<String, ShopFile.Answers> files,
      Map<String, String> silver,
      Map<String, ShopBooks.Table> gold) {}

  /**
   * Writes the files and their answers into the folder, which is made if it is not there; files of
   * these names are replaced.
   *
   * @return how many records the files hold
   * @throws IOException if the folder cannot be written to
   */
  public long writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    ShopBooks books = new ShopBooks();
    RandomStream sound = RandomStream.of(seed, "lines");
    RandomStream dirt = RandomStream.of(seed, "dirt");
    Map<String, ShopFile.Answers> written = new TreeMap<>();
    for (int i = 0; i < files; i++) {
      String name = files == 1 ? "sales.csv" : String.format(Locale.ROOT, "sales-%04d.csv", i + 1);
      try (CsvFile csv = CsvFile.create(folder.resolve(name), StandardCharsets.ISO_8859_1)) {
        ShopFile file = new ShopFile(csv, dirty, dirt, books);
        for (int number = first(i); number < first(i + 1); number++) {
          writeInvoice(number, sound, file);
        }
        written.put(name, file.answers());
      }
    }
    long rows = written.values().stream().mapToLong(ShopFile.Answers::read).sum();
    Map<String, String> silver = Map.of("sales.quantity * unit_price", books.sales());
    Answers.write(
        new Truth(invoices, dirty, seed, rows, written, silver, books.tables()),
        folder.resolve(ANSWERS));
    return rows;
  }

  private int first(int file) {
    return (int) ((long) invoices * file / files);
  }

  private void writeInvoice(int number, RandomStream random, ShopFile file) throws IOException {
    LocalDateTime at = START.plusMinutes((long) MINUTES * number / invoices);
    int customer = random.below(Math.max(1, invoices / 4));
    boolean isAnonymous = random.chance(0.25);
    // One customer in a hundred lives in two countries, as addresses change.
    boolean isAbroad = customer % 10 == 0 ^ (customer % 100 == 1 && random.chance(0.5));
    ShopLine line =
        new ShopLine(
            Integer.toString(FIRST_INVOICE + number),
            null,
            null,
            1,
            at,
            1,
            isAnonymous ? null : Integer.toString(FIRST_CUSTOMER + customer),
            isAbroad ? ABROAD[customer % ABROAD.length] : HOME);
    int lines = random.between(1, 39);
    for (int i = 0; i < lines; i++) {
      file.write(line(line, random));
    }
  }

  /** A line of an invoice; one in two hundred invoices takes longer than a minute. */
  private ShopLine line(ShopLine invoice, RandomStream random) {
    ShopArticle article =
        articles.get(Math.min(random.below(articles.size()), random.below(articles.size())));
    return new ShopLine(
        invoice.invoiceNo(),
        article.stockCode(),
        random.chance(0.1) ? article.otherName() : article.name(),
        random.chance(0.01) ? 1_000 : random.between(1, 24),
        random.chance(0.005) ? invoice.invoicedAt().plusMinutes(1) : invoice.invoicedAt(),
        random.chance(0.2) ? article.mills() / 10 * 10 + 10 : article.mills(),
        invoice.customerId(),
        invoice.country());
  }
}
