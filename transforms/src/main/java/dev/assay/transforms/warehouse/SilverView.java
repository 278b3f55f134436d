package dev.assay.transforms.warehouse;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.TableFiles;
import java.util.List;

/**
 * A dataset of silver as analysts are to see it.
 *
 * @param domain names the schema it is in
 * @param parts its files by the definitions they were written by; the first says what it looks like
 */
public record SilverView(String domain, List<TableFiles> parts) {
  public SilverView {
    parts = List.copyOf(parts);
  }

  /** What the view looks like. */
  Table table() {
    return parts.get(0).table();
  }

  String schema() {
    return domain + "_silver";
  }
}
