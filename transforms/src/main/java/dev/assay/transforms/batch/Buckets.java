package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Numbers the buckets of all datasets of a delivery, so that one grouping serves them all. */
final class Buckets implements Serializable {
  private final List<Dataset> datasets;
  private final List<Integer> counts = new ArrayList<>();
  private final List<Integer> firsts = new ArrayList<>();

  Buckets(Deliveries deliveries) {
    this.datasets = deliveries.common().datasets();
    int next = 0;
    for (Dataset dataset : datasets) {
      firsts.add(next);
      counts.add(deliveries.buckets(dataset));
      next += deliveries.buckets(dataset);
    }
  }

  /** How many buckets a dataset has. */
  int of(Dataset dataset) {
    return counts.get(datasets.indexOf(dataset));
  }

  /** The number, among all, of a bucket of a dataset. */
  int id(Dataset dataset, int bucket) {
    return firsts.get(datasets.indexOf(dataset)) + bucket;
  }

  /** The dataset whose bucket has that number. */
  Dataset dataset(int id) {
    int index = 0;
    while (index + 1 < firsts.size() && firsts.get(index + 1) <= id) {
      index++;
    }
    return datasets.get(index);
  }

  /** The bucket, among those of its dataset, that has that number among all. */
  int bucket(int id) {
    return id - firsts.get(datasets.indexOf(dataset(id)));
  }
}
