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

  @Test
  void ranksTwoMillionRowsInAHeapThatSortingThemInOnePlaceWouldNotFit()
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(RankMillions.class, List.of("-Xmx256m"), CUSTOMERS, String.valueOf(8 << 20));
    String right = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(), is(0));
    assertThat(right.strip(), is(CUSTOMERS));
  }
}
