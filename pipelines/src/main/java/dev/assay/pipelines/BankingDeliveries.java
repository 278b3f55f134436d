package dev.assay.pipelines;

import dev.assay.pipelines.generate.banking.BankingGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Deliveries for {@code banking}. */
final class BankingDeliveries implements Generator {
  private static final String CUSTOMERS = "customers";

  @Override
  public String name() {
    return "banking";
  }

  @Override
  public String description() {
    return "Five files of a bank, about 32 rows a customer, and what is in them (answers.json).";
  }

  @Override
  public List<Amount> amounts() {
    return List.of(
        Amount.wholeNumber(CUSTOMERS, "1000", "How many customers; the rest grows with them."));
  }

  @Override
  public void write(Wanted wanted, Path folder) throws IOException {
    BankingGenerator.of(wanted.wholeNumber(CUSTOMERS), wanted.dirty(), wanted.seed())
        .writeTo(folder);
  }
}
