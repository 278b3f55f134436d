package dev.assay.pipelines;

import dev.assay.pipelines.generate.orders.Feed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Two deliveries of a small shop: most of a day, and the rest of it with the morning of the next.
 * The second holds orders of the first one's day that came late, repeats, and newer versions.
 *
 * @param landing where they land
 * @param contract the option that names their contract, by which the latest version counts
 */
record OrdersDays(OrdersLanding landing, String contract) {
  static final int DELIVERIES = 2;

  private static final int FILES_OF_A_DELIVERY = 3;
  private static final Feed FEED = new Feed(30, 6, 0.2, 0.1, 0.1, 0.1, 0.02, 51);

  static OrdersDays in(Path folder) throws IOException {
    String contract =
        ContractText.bundled("orders")
            .with("value: fail", "value: latest")
            .within("orders", "mustBeLessOrEqualTo: 5\n", "mustBeLessOrEqualTo: 50\n")
            .option(folder);
    return new OrdersDays(new OrdersLanding(folder), contract);
  }

  /** Lands the files of a delivery, which are the same each time. */
  OrdersDays lands(int delivery) throws IOException {
    List<String> lines = OrdersLanding.lines(FEED, landing.folder().resolve("made"));
    int files = DELIVERIES * FILES_OF_A_DELIVERY;
    for (int i = 0; i < FILES_OF_A_DELIVERY; i++) {
      int file = delivery * FILES_OF_A_DELIVERY + i;
      landing.lands(
          "orders_" + file + ".json",
          lines.subList(lines.size() * file / files, lines.size() * (file + 1) / files));
    }
    return this;
  }
}
