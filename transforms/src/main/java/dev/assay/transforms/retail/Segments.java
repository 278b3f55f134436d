package dev.assay.transforms.retail;

/**
 * What the scores of a customer say together: r for how lately, f for how often, m for how much,
 * each from 1 to 5. Of the rules, read from above, the first that holds tells the segment.
 */
final class Segments {
  private Segments() {}

  static String of(long r, long f, long m) {
    if (r >= 4 && f >= 4 && m >= 4) {
      return "Champions";
    }
    if (r >= 3 && f >= 3 && m >= 3) {
      return "Loyal Customers";
    }
    if (r >= 4 && f >= 2 && m >= 2) {
      return "Potential Loyalists";
    }
    if (r >= 4 && f <= 1 && m <= 1) {
      return "New Customers";
    }
    if (r >= 3 && f <= 2 && m <= 2) {
      return "Promising";
    }
    if (r <= 2 && f >= 4 && m >= 4) {
      return "Can't Lose Them";
    }
    if (r <= 2 && f >= 3 && m >= 3) {
      return "At Risk";
    }
    return r <= 2 && f <= 2 && m <= 2 ? "Hibernating" : "Other";
  }
}
