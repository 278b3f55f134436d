package dev.assay.pipelines.generate.retail;

import dev.assay.pipelines.generate.CsvFile;
import dev.assay.pipelines.generate.RandomStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes the lines of a shop into one file, does their share of damage, and keeps the books of what
 * it did. Each sound line is spoilt with the given chance, in one way chosen evenly.
 */
final class ShopFile {
  private static final int INVOICE_NO = 0;
  private static final int QUANTITY = 3;
  private static final int INVOICED_AT = 4;
  private static final int UNIT_PRICE = 5;
  private static final int CUSTOMER = 6;

  /** What can happen to a line; each leaves a record whose fate is known. */
  private enum Dirt {
    CANCELLED,
    CANCELLED_ALONE,
    RETURNED,
    FREE,
    RETURNED_FREE,
    UNREADABLE,
    MISSING,
    LONG,
    SHORT,
    REPEATED,
    ANONYMOUS,
    UNKNOWN,
    BLANKS,
    LINE_BREAK
  }

  private final CsvFile file;
  private final double dirtyShare;
  private final RandomStream dirt;
  private final ShopBooks books;
  private final Map<String, Long> quarantinedByRule = new TreeMap<>();
  private final Set<ShopLine> ofInvoice = new HashSet<>();
  private long read;
  private long accepted;
  private long shortKept;
  private long shortQuarantined;
  private long repeated;
  private String invoice = "";

  ShopFile(CsvFile file, double dirtyShare, RandomStream dirt, ShopBooks books) throws IOException {
    this.file = file;
    this.dirtyShare = dirtyShare;
    this.dirt = dirt;
    this.books = books;
    file.write(ShopLine.HEADER, "\n");
  }

  /** The books of a file, in records; those repeated are accepted all the same. */
  record Answers(
      long read,
      long accepted,
      long quarantined,
      long duplicate,
      long tooFewFieldsKept,
      long tooFewFieldsQuarantined,
      long repeated,
      Map<String, Long> quarantinedByRule) {}

  Answers answers() {
    return new Answers(
        read,
        accepted,
        read - accepted,
        0,
        shortKept,
        shortQuarantined,
        repeated,
        quarantinedByRule);
  }

  /** Writes a sound line, or what is left of it. */
  void write(ShopLine line) throws IOException {
    if (dirt.chance(dirtyShare)) {
      spoil(line);
    } else {
      accept(line, line.texts());
    }
  }

  private void spoil(ShopLine line) throws IOException {
    List<@Nullable String> texts = line.texts();
    switch (dirt.pick(Dirt.values())) {
      case CANCELLED -> {
        texts.set(INVOICE_NO, "C" + line.invoiceNo());
        texts.set(QUANTITY, "-" + line.quantity());
        refuse(texts, "sales.cancellation", "quantity.exclusiveMinimum");
      }
      case CANCELLED_ALONE -> {
        texts.set(INVOICE_NO, "C" + line.invoiceNo());
        refuse(texts, "sales.cancellation");
      }
      case RETURNED -> {
        texts.set(QUANTITY, dirt.pick("0", "-" + line.quantity()));
        refuse(texts, "quantity.exclusiveMinimum");
      }
      case FREE -> {
        texts.set(UNIT_PRICE, dirt.pick("0", "0.00", "-11062.06"));
        refuse(texts, "unit_price.exclusiveMinimum");
      }
      case RETURNED_FREE -> {
        texts.set(QUANTITY, "-1");
        texts.set(UNIT_PRICE, "0");
        refuse(texts, "quantity.exclusiveMinimum", "unit_price.exclusiveMinimum");
      }
      case UNREADABLE -> spoilText(texts);
      case MISSING -> spoilRequired(texts);
      case LONG -> {
        texts.add(dirt.pick("EUR", "", "x"));
        refuse(texts, "record.tooManyFields");
      }
      case SHORT -> cut(line, texts);
      case REPEATED -> {
        accept(line, texts);
        accept(line, texts);
      }
      case ANONYMOUS -> keep(line.withBuyer(null, line.country()));
      case UNKNOWN ->
          keep(dirt.chance(0.5) ? line.withStockCode(null) : line.withBuyer(null, null));
      case BLANKS -> {
        int column = dirt.below(texts.size());
        String text = texts.get(column);
        texts.set(column, "  " + (text == null ? "" : text) + " ");
        accept(line, texts);
      }
      case LINE_BREAK ->
          keep(line.withDescription("SET OF \"2\"" + dirt.pick("\n", "\r\n") + "see over"));
    }
  }

  private void keep(ShopLine line) throws IOException {
    accept(line, line.texts());
  }

  private void spoilText(List<@Nullable String> texts) throws IOException {
    switch (dirt.below(3)) {
      case 0 -> {
        texts.set(QUANTITY, dirt.pick("x", "1.5", "1e3"));
        refuse(texts, "quantity.type");
      }
      case 1 -> {
        texts.set(INVOICED_AT, dirt.pick("2/31/2011 8:00", "2011-02-03 08:00", "soon"));
        refuse(texts, "invoiced_at.type");
      }
      default -> {
        texts.set(UNIT_PRICE, dirt.pick("1.2345", "\u00a32", "NaN"));
        refuse(texts, "unit_price.type");
      }
    }
  }

  private void spoilRequired(List<@Nullable String> texts) throws IOException {
    int column = dirt.pick(INVOICE_NO, QUANTITY, INVOICED_AT, UNIT_PRICE);
    texts.set(column, null);
    refuse(texts, required(column));
  }

  private static String required(int column) {
    return switch (column) {
      case INVOICE_NO -> "invoice_no.required";
      case QUANTITY -> "quantity.required";
      case INVOICED_AT -> "invoiced_at.required";
      default -> "unit_price.required";
    };
  }

  /** Behind the price everything may be missing. */
  private void cut(ShopLine line, List<@Nullable String> texts) throws IOException {
    int kept = dirt.between(1, texts.size() - 1);
    List<@Nullable String> left = texts.subList(0, kept);
    if (kept > UNIT_PRICE) {
      shortKept++;
      accept(line.withBuyer(kept > CUSTOMER ? line.customerId() : null, null), left);
      return;
    }
    shortQuarantined++;
    Set<String> rules = new TreeSet<>();
    for (int column : new int[] {QUANTITY, INVOICED_AT, UNIT_PRICE}) {
      if (column >= kept) {
        rules.add(required(column));
      }
    }
    refuse(left, rules.toArray(String[]::new));
  }

  private void accept(ShopLine line, List<@Nullable String> texts) throws IOException {
    file.write(texts, dirt.chance(dirtyShare) ? "\r\n" : "\n");
    read++;
    accepted++;
    books.add(line);
    if (!line.invoiceNo().equals(invoice)) {
      invoice = line.invoiceNo();
      ofInvoice.clear();
    }
    if (!ofInvoice.add(line)) {
      repeated++;
    }
  }

  private void refuse(List<@Nullable String> texts, String... rules) throws IOException {
    file.write(texts, "\n");
    read++;
    for (String rule : rules) {
      quarantinedByRule.merge(rule, 1L, Long::sum);
    }
  }
}
