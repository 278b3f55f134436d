package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.RandomStream;
import java.util.Arrays;

/** Keys of one kind of entity: a letter and a number of fixed width, from 1. */
record Keys(char letter, int width, int count) {

  /** The key of the entity of that index. */
  String of(int index) {
    char[] key = new char[width + 1];
    Arrays.fill(key, '0');
    key[0] = letter;
    int rest = index + 1;
    for (int i = width; rest > 0; i--) {
      key[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    return new String(key);
  }

  /** A key that no entity has. */
  String unknown(RandomStream random) {
    return of(count + random.below(count + 100));
  }
}
