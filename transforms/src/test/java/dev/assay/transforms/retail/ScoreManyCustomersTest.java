package dev.assay.transforms.retail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreManyCustomersTest {

  /**
   * With equal scores for nearly all, half of the invoices under one key and all on one day in one
   * country. As objects the 600,000 invoices would take some 200 MB: no step holds all of them so.
   * A heap of 112 MB is enough.
   */
  @Test
  void scoresAndSumsMoreInvoicesThanTheHeapCouldHold() throws Exception {
    Process child =
        ChildJvm.start(
            ScoreManyCustomers.class, List.of("-Xmx160m", "-XX:TieredStopAtLevel=1"), "300000");
    assertThat(child.waitFor(), is(0));
  }
}
