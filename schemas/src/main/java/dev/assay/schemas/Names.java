package dev.assay.schemas;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of the names there are someone may have meant by a name that is not there. */
public final class Names {

  /** Longer names are compared by their beginnings: the cost grows with the square. */
  private static final int LONGEST = 128;

  /** Beyond it the nearest name is another word. */
  private static final int MOST_EDITS = 3;

  private Names() {}

  /**
   * The candidate that a mistyped name resembles most: differing from it in case or separators
   * only, or by few edits (an insertion, a deletion, a substitution, two neighbours swapped), at
   * most one for every three characters and three in all. Among equals the first one.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    String plain = plain(name);
    int limit = Math.max(1, Math.min(MOST_EDITS, plain.length() / 3));
    return candidates.stream()
        .filter(candidate -> distance(plain, plain(candidate)) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
  }

  /** {@code ; did you mean "x"?}, or nothing if no candidate is near. */
  public static String didYouMean(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(near -> "; did you mean \"" + near + "\"?").orElse("");
  }

  private static String plain(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /** Optimal string alignment distance. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    int substitution = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int edit = Math.min(substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(edit, edits[i - 2][j - 2] + 1) : edit;
  }
}
