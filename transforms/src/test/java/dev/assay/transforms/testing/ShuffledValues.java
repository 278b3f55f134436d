package dev.assay.transforms.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Values of a key in a random order, the same each time they are read; reading may fail. */
final class ShuffledValues<T> implements Iterable<T> {
  private final List<T> values = new ArrayList<>();

  ShuffledValues(Iterable<T> original, Random random) {
    original.forEach(values::add);
    Collections.shuffle(values, random);
  }

  @Override
  public Iterator<T> iterator() {
    Iterator<T> iterator = values.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        Doom.step();
        return iterator.next();
      }
    };
  }
}
