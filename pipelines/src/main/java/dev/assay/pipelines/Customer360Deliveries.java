package dev.assay.pipelines;

import dev.assay.pipelines.generate.customer360.RetailerGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Deliveries for {@code customer-360}. */
final class Customer360Deliveries implements Generator {
  private static final String CUSTOMERS = "customers";

  @Override
  public String name() {
    return "customer-360";
  }

  @Override
  public String description() {
    return "Nine files of a retailer, about 16 rows a customer, and what is in them (answers.json).";
  }

  @Override
  public List<Amount> amounts() {
    return List.of(
        Amount.wholeNumber(CUSTOMERS, "1000", "How many customers; the rest grows with them."));
  }

  @Override
  public void write(Wanted wanted, Path folder) throws IOException {
    RetailerGenerator.of(wanted.wholeNumber(CUSTOMERS), wanted.dirty(), wanted.seed())
        .writeTo(folder);
  }
}
