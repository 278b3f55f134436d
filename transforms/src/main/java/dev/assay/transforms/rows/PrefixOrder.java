package dev.assay.transforms.rows;

/**
 * Puts numbers in order, digit by digit from the last: the time it takes grows with how many there
 * are, and not with how many comparisons that would be.
 */
final class PrefixOrder {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private PrefixOrder() {}

  /**
   * Sorts numbers as unsigned ones.
   *
   * @return where those stood that now are the first, second, third … of all; of equal ones in the
   *     order they stood in
   */
  static int[] sort(long[] numbers) {
    long[] from = numbers;
    int[] order = new int[from.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    long[] to = new long[from.length];
    int[] reordered = new int[order.length];
    long differing = differingBits(numbers);
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if ((differing >>> shift & DIGITS - 1) == 0) {
        continue;
      }
      int[] next = starts(from, shift);
      for (int i = 0; i < from.length; i++) {
        int place = next[digit(from[i], shift)]++;
        to[place] = from[i];
        reordered[place] = order[i];
      }
      long[] numbersBefore = from;
      from = to;
      to = numbersBefore;
      int[] orderBefore = order;
      order = reordered;
      reordered = orderBefore;
    }
    if (from != numbers) {
      System.arraycopy(from, 0, numbers, 0, from.length);
    }
    return order;
  }

  /** The bits in which not all numbers agree. */
  private static long differingBits(long[] numbers) {
    long differing = 0;
    for (long number : numbers) {
      differing |= number ^ numbers[0];
    }
    return differing;
  }

  /** Where the first number with each digit goes. */
  private static int[] starts(long[] numbers, int shift) {
    int[] starts = new int[DIGITS];
    for (long number : numbers) {
      starts[digit(number, shift)]++;
    }
    int start = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = starts[digit];
      starts[digit] = start;
      start += count;
    }
    return starts;
  }

  private static int digit(long number, int shift) {
    return (int) (number >>> shift) & DIGITS - 1;
  }
}
