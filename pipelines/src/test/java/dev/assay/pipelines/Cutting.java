package dev.assay.pipelines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * One way in which lines of orders come: cut into files, the files into runs. The same cutting of
 * the same lines lands the same files.
 *
 * @param onConflict what the contract says of an order that comes again with other content
 * @param files how many files the lines are cut into, at places that chance chooses
 * @param runs how many runs take them in, about as many files each
 * @param isShuffled whether the lines are in any order, and not in that in which they were made
 * @param twice share of files that come a second time, with the same run or a later one, under the
 *     same name or another one
 * @param gzipped share of files that are compressed
 * @param isRenamed whether the names of files say nothing of their order
 * @param seed what all chance follows from
 */
record Cutting(
    String onConflict,
    int files,
    int runs,
    boolean isShuffled,
    double twice,
    double gzipped,
    boolean isRenamed,
    long seed) {

  /** Into that many files, in order, for one run. */
  static Cutting into(int files) {
    return new Cutting("fail", files, 1, false, 0, 0, false, files);
  }

  Cutting inRuns(int number) {
    return new Cutting(onConflict, files, number, isShuffled, twice, gzipped, isRenamed, seed);
  }

  Cutting shuffled() {
    return new Cutting(onConflict, files, runs, true, twice, gzipped, isRenamed, seed);
  }

  Cutting renamed() {
    return new Cutting(onConflict, files, runs, isShuffled, twice, gzipped, true, seed);
  }

  Cutting withTwice(double share) {
    return new Cutting(onConflict, files, runs, isShuffled, share, gzipped, isRenamed, seed);
  }

  Cutting withGzipped(double share) {
    return new Cutting(onConflict, files, runs, isShuffled, twice, share, isRenamed, seed);
  }

  /** The same, under a contract that says this of orders that come again with other content. */
  Cutting onConflict(String word) {
    return new Cutting(word, files, runs, isShuffled, twice, gzipped, isRenamed, seed);
  }

  /** Any cutting: what a seed stands for. */
  static Cutting drawn(long seed) {
    Random random = new Random(seed);
    return new Cutting(
        "fail",
        1 + random.nextInt(96),
        1 + random.nextInt(3),
        random.nextBoolean(),
        random.nextInt(3) * 0.2,
        random.nextInt(3) * 0.3,
        random.nextBoolean(),
        seed);
  }

  /** A file as it comes: its name, and its lines. */
  record Piece(String name, List<String> lines) {}

  /** What lands for each run, one after the other. */
  List<List<Piece>> cut(List<String> lines) {
    Random random = new Random(seed);
    List<String> order = new ArrayList<>(lines);
    if (isShuffled) {
      Collections.shuffle(order, random);
    }
    List<Piece> pieces = pieces(order, random);
    List<List<Piece>> landings = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      int from = run * pieces.size() / runs;
      int to = (run + 1) * pieces.size() / runs;
      landings.add(new ArrayList<>(pieces.subList(from, to)));
    }
    for (int i = 0; i < pieces.size(); i++) {
      if (random.nextDouble() < twice) {
        landAgain(pieces.get(i), i * runs / pieces.size(), landings, random);
      }
    }
    return landings;
  }

  private List<Piece> pieces(List<String> lines, Random random) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(lines.size()));
    while (cuts.size() < files) {
      cuts.add(1 + random.nextInt(lines.size() - 1));
    }
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (int to : cuts) {
      String number = String.format("%05d", pieces.size());
      String name = isRenamed ? Long.toHexString(random.nextLong()) : "orders_" + number;
      String ending = random.nextDouble() < gzipped ? ".json.gz" : ".json";
      pieces.add(new Piece(name + ending, lines.subList(from, to)));
      from = to;
    }
    return pieces;
  }

  /** Within one run a file of the same name would be the same file. */
  private void landAgain(Piece piece, int run, List<List<Piece>> landings, Random random) {
    int again = run + random.nextInt(runs - run);
    String name = again == run || random.nextBoolean() ? "again_" + piece.name() : piece.name();
    landings.get(again).add(new Piece(name, piece.lines()));
  }

  /** Lands the pieces of a run. */
  static void land(List<Piece> pieces, OrdersLanding landing) throws IOException {
    for (Piece piece : pieces) {
      landing.lands(piece.name(), piece.lines());
    }
  }
}
