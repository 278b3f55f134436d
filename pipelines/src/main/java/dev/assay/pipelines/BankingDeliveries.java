package dev.assay.pipelines;

import dev.assay.pipelines.generate.BankingGenerator;
import java.io.IOException;
import java.nio.file.Path;

/** Deliveries for {@code banking}. */
final class BankingDeliveries implements Generator {
  @Override
  public String name() {
    return "banking";
  }

  @Override
  public String description() {
    return "Five files of a bank, about 32 rows a customer, and what is in them (answers.json).";
  }

  @Override
  public void write(int customers, double dirty, long seed, Path folder) throws IOException {
    BankingGenerator.of(customers, dirty, seed).writeTo(folder);
  }
}
