package dev.assay.transforms.batch;

import java.io.Serializable;

/**
 * Which group writes a row's partition. All rows of a day go to one group, and a group has several
 * days: a group has its price, however few its rows. A day too large for one is split by key.
 *
 * @param groups how many groups there are
 * @param splits into how many parts a day is cut
 */
record DayBuckets(int groups, int splits) implements Serializable {
  /** A prime far from a power of two, so that days in a row go to different groups. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** The group of the rows of a day. */
  int of(long day, int keyBucket) {
    long mixed = (day * splits + Math.floorMod(keyBucket, splits)) * SPREAD;
    return (int) Math.floorMod(mixed >>> 33, (long) groups);
  }
}
