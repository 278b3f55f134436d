package dev.assay.pipelines.generate.orders;

/**
 * What becomes of an order.
 *
 * @param isBroken whether it is made a line that breaks the contract; then nothing else becomes of
 *     it
 * @param delivered the quarter whose file it comes in first
 * @param repeated the quarter whose file it comes in again, byte for byte; or {@link Feed#NONE}
 * @param contested the quarter whose file it comes in with other content; or {@link Feed#NONE}
 */
record Fate(boolean isBroken, int delivered, int repeated, int contested) {
  boolean isContested() {
    return contested != Feed.NONE;
  }

  boolean isRepeated() {
    return repeated != Feed.NONE;
  }
}
