package dev.assay.transforms.rows;

/**
 * Cuts ranked rows into tiles of equal size, as SQL's NTILE does: where they do not divide evenly,
 * each of the first tiles has one row more than each of the others.
 */
public final class Ntile {
  private Ntile() {}

  /**
   * The tile, from 1, of the row with a rank; see {@link RankRows}.
   *
   * @param rank from 1 to {@code rows}, each once
   * @param rows how many rows are ranked; with fewer than {@code tiles}, the last tiles are empty
   * @param tiles how many tiles there are
   */
  public static long tile(long rank, long rows, long tiles) {
    if (tiles < 1 || rank < 1 || rank > rows) {
      throw new IllegalArgumentException(
          "rank " + rank + " of " + rows + " rows is in none of " + tiles + " tiles");
    }
    long size = rows / tiles;
    long larger = rows % tiles;
    long inLarger = larger * (size + 1);
    return rank <= inLarger
        ? (rank - 1) / (size + 1) + 1
        : (rank - 1 - inLarger) / size + larger + 1;
  }
}
