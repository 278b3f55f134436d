package dev.assay.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtileTest {

  /** How to: five tiles of seven ranked rows. */
  @Test
  void givesTheFirstTilesOneRowMore() {
    assertThat(tiles(7, 5), contains(1L, 1L, 2L, 2L, 3L, 4L, 5L));
    assertThat(tiles(3, 5), contains(1L, 2L, 3L));
  }

  private static List<Long> tiles(long rows, long tiles) {
    return LongStream.rangeClosed(1, rows).mapToObj(r -> Ntile.tile(r, rows, tiles)).toList();
  }

  /** What NTILE is by definition: deal the sizes out first, then fill the tiles one by one. */
  @Property(tries = 300)
  void fillsTilesOfTheSizesThatSqlGivesThem(
      @ForAll @LongRange(min = 1, max = 400) long rows,
      @ForAll @LongRange(min = 1, max = 60) long tiles) {
    long rank = 0;
    for (long tile = 1; tile <= tiles; tile++) {
      long size = rows / tiles + (tile <= rows % tiles ? 1 : 0);
      for (long i = 0; i < size; i++) {
        assertThat(Ntile.tile(++rank, rows, tiles), is(tile));
      }
    }
    assertThat(rank, is(rows));
  }

  @ParameterizedTest
  @CsvSource({"0,5,2", "6,5,2", "1,5,0"})
  void refusesRanksAndTilesThatAreNone(long rank, long rows, long tiles) {
    assertThrows(IllegalArgumentException.class, () -> Ntile.tile(rank, rows, tiles));
  }
}
