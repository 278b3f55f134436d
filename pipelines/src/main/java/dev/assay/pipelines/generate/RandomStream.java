package dev.assay.pipelines.generate;

import java.nio.charset.StandardCharsets;

/**
 * A stream of pseudo-random numbers that is the same on every machine and in every Java release:
 * SplitMix64, as published by Steele, Lea and Flood. Not thread-safe, and no secret.
 */
public final class RandomStream {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TO_UNIT = 0x1.0p-53;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** The stream of that name: streams of one seed do not influence each other. */
  public static RandomStream of(long seed, String name) {
    long state = mix(seed);
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      state = mix(state + GOLDEN_GAMMA * (letter + 1));
    }
    return new RandomStream(state);
  }

  /**
   * A stream of its own for that number, the same whenever it is asked for: what is made of it
   * follows from the number alone. This stream goes on as if it had not been asked.
   */
  public RandomStream at(long number) {
    return new RandomStream(mix(state ^ mix(number + GOLDEN_GAMMA)));
  }

  /** A number of 0 to {@code bound} - 1, for bounds far below 2^31. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number of {@code least} to {@code most}, both included. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True in that share of all calls. */
  public boolean chance(double share) {
    return fraction() < share;
  }

  /** A number from 0, below 1. */
  public double fraction() {
    return (next() >>> 11) * TO_UNIT;
  }

  /** Sixty-four bits. */
  public long bits() {
    return next();
  }

  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
