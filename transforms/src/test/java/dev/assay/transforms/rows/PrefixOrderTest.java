package dev.assay.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrefixOrderTest {

  @Test
  void putsUnsignedNumbersInOrder() {
    assertThat(PrefixOrder.sort(new long[] {-1, 0, 256, 1, -256}), is(new int[] {1, 3, 2, 4, 0}));
  }

  @Test
  void leavesEqualNumbersInTheirOrder() {
    assertThat(PrefixOrder.sort(new long[] {7, 3, 7, 3}), is(new int[] {1, 3, 0, 2}));
  }

  @Test
  void putsNothingInOrder() {
    assertThat(PrefixOrder.sort(new long[0]), is(new int[0]));
  }

  @Property
  void agreesWithASortByComparison(@ForAll List<Long> numbers) {
    long[] array = numbers.stream().mapToLong(Long::longValue).toArray();
    long[] given = array.clone();
    int[] sorted =
        IntStream.range(0, array.length)
            .boxed()
            .sorted(Comparator.comparing(i -> given[i], Long::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(PrefixOrder.sort(array), is(sorted));
    assertThat(array, is(IntStream.of(sorted).mapToLong(i -> given[i]).toArray()));
  }

  @Property
  void sortsNumbersThatDifferInOneByteOnly(@ForAll byte[] digits) {
    long[] array =
        IntStream.range(0, digits.length).mapToLong(i -> (digits[i] & 0xFFL) << 40).toArray();
    long[] given = array.clone();
    long[] inOrder = IntStream.of(PrefixOrder.sort(array)).mapToLong(i -> given[i]).toArray();
    assertThat(inOrder, is(LongStream.of(given).sorted().toArray()));
  }
}
