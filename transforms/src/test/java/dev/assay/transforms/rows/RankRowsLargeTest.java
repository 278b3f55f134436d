package dev.assay.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankRowsLargeTest {
  private static final String CUSTOMERS = "2000000";

  /**
   * Decoding and sorting the same rows in one list, all else equal, is not done after 80 s of CPU
   * with this heap, and takes 20 s with 512 MB. What fills the heap here is the DirectRunner, which
   * holds a shuffle in memory; that no range has many rows is shown by {@link CutRangesTest}.
   */
  @Test
  void ranksTwoMillionRowsInAHeapTooSmallToSortThemInOneList()
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(RankMillions.class, List.of("-Xmx256m"), CUSTOMERS, String.valueOf(8 << 20));
    String right = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(), is(0));
    assertThat(right.strip(), is(CUSTOMERS));
  }
}
