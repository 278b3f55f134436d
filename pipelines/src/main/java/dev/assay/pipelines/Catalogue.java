package dev.assay.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What there is to run. */
final class Catalogue {
  private Catalogue() {}

  static List<NamedPipeline> pipelines() {
    return List.of(
        new BankingPipeline(),
        new Customer360Pipeline(),
        new OnlineRetailPipeline(),
        new OrdersPipeline(),
        new OrdersDailyPipeline(),
        new OrdersStreamPipeline(),
        new IngestPipeline());
  }

  static List<Generator> generators() {
    return List.of(
        new BankingDeliveries(),
        new Customer360Deliveries(),
        new OnlineRetailDeliveries(),
        new OrdersDeliveries());
  }

  /** The version of this program, from its build. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = Catalogue.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
