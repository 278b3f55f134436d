package dev.assay.transforms.retail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreManyCustomersTest {

  /**
   * With equal scores for nearly all and half of the invoices under one key, in a heap that cannot
   * hold the invoices as objects: no step brings all of them, or those of one score, together.
   */
  @Test
  void scoresCustomersOfMoreInvoicesThanTheHeapCouldHold() throws Exception {
    Process child =
        ChildJvm.start(
            ScoreManyCustomers.class, List.of("-Xmx240m", "-XX:TieredStopAtLevel=1"), "300000");
    assertThat(child.waitFor(), is(0));
  }
}
