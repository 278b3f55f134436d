package dev.assay.pipelines;

import dev.assay.pipelines.generate.retail.ShopGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Deliveries for {@code online-retail}. */
final class OnlineRetailDeliveries implements Generator {
  private static final String INVOICES = "invoices";
  private static final String FILES = "files";

  @Override
  public String name() {
    return "online-retail";
  }

  @Override
  public String description() {
    return "Invoice lines of a shop, about 20 an invoice, and what is in them (answers.json).";
  }

  @Override
  public List<Amount> amounts() {
    return List.of(
        Amount.wholeNumber(INVOICES, "1000", "How many invoices; the rest grows with them."),
        Amount.wholeNumber(FILES, "1", "How many files their lines are cut into."));
  }

  @Override
  public void write(Wanted wanted, Path folder) throws IOException {
    ShopGenerator.of(
            wanted.wholeNumber(INVOICES), wanted.wholeNumber(FILES), wanted.dirty(), wanted.seed())
        .writeTo(folder);
  }
}
