package dev.assay.transforms.warehouse;

import java.io.Serializable;
import java.util.List;

/**
 * How a batch stands in the warehouse.
 *
 * @param batch id of the batch
 * @param applied whether this projection wrote it; false if the warehouse had it already
 * @param merges what it did to the gold tables, then or now, in the order of the manifest; only
 *     those that came to show it, none for a batch that was refused
 */
public record Publication(String batch, boolean applied, List<TableMerge> merges)
    implements Serializable {
  public Publication {
    merges = List.copyOf(merges);
  }
}
