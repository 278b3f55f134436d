package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.RandomStream;

/**
 * What becomes of each order, a function of its number.
 *
 * <p>The first order of each quarter is sound and on time. So every file has one, and the latest
 * time in a file is that of an order of its own quarter, whatever else comes in it.
 */
final class Fates {
  private static final int QUARTERS_A_DAY = Feed.QUARTERS_AN_HOUR * Feed.HOURS_A_DAY;
  private static final int MOST_QUARTERS_LATE = 4 * QUARTERS_A_DAY;

  private final Feed feed;
  private final RandomStream fates;

  Fates(Feed feed) {
    this.feed = feed;
    this.fates = RandomStream.of(feed.seed(), "fates");
  }

  Fate of(long number) {
    RandomStream random = fates.at(number);
    int quarter = feed.quarterOf(number);
    boolean isFirst = number == feed.firstOf(quarter);
    if (random.chance(feed.dirty()) && !isFirst) {
      return new Fate(true, quarter, Feed.NONE, Feed.NONE);
    }
    boolean isLate = random.chance(feed.late()) && !isFirst;
    int delivered = isLate ? orSame(quarter, later(quarter, random)) : quarter;
    return new Fate(
        false,
        delivered,
        random.chance(feed.duplicates()) ? again(delivered, random) : Feed.NONE,
        random.chance(feed.conflicts()) ? again(delivered, random) : Feed.NONE);
  }

  /** In the same file or a later one. */
  private int again(int delivered, RandomStream random) {
    return random.chance(0.5) ? delivered : orSame(delivered, later(delivered, random));
  }

  private static int orSame(int quarter, int later) {
    return later == Feed.NONE ? quarter : later;
  }

  /**
   * A quarter from the next to days later that has a file; none if the feed has ended by then. Half
   * of them are within two hours, three in eight within a day.
   */
  private int later(int quarter, RandomStream random) {
    int least = random.chance(0.5) ? 1 : random.chance(0.75) ? 9 : QUARTERS_A_DAY + 1;
    int most = least == 1 ? 8 : least == 9 ? QUARTERS_A_DAY : MOST_QUARTERS_LATE;
    int wanted = quarter + random.between(least, most);
    int left = feed.quarters() - 1 - quarter;
    if (wanted >= feed.quarters() && left > 0) {
      wanted = quarter + random.between(1, left);
    }
    while (wanted < feed.quarters() && !feed.hasFile(wanted)) {
      wanted++;
    }
    return wanted < feed.quarters() ? wanted : Feed.NONE;
  }
}
