package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.inFile;
import static dev.assay.transforms.orders.TestShop.order;

import dev.assay.schemas.orders.LateOrder;
import dev.assay.transforms.rows.Rows;
import java.time.Duration;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class ListLateOrdersTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static final Row[] ORDERS = {
    inFile(order("intime", "2024-01-05T10:00:00", "1.00"), "2024-01-05T10:15:00"),
    inFile(order("late", "2024-01-05T23:50:00.000001", "1.00"), "2024-01-06T00:06:00"),
    inFile(order("justlate", "2024-01-05T10:00:00", "1.00"), "2024-01-05T10:15:00.000001"),
    inFile(order("twodays", "2024-01-05T10:00:00", "1.00"), "2024-01-07T10:00:00"),
    inFile(order("beyond", "2024-01-05T10:00:00", "1.00"), "2024-01-07T10:00:00.000001"),
  };

  @Test
  void listsWhatIsOlderThanItsFileByMoreThanTheFeedsInterval() {
    Rows<LateOrder> late = late(ListLateOrders.create());
    Shown.by(
        late,
        order ->
            Shown.line(order.getOrderId(), order.getLatenessMinutes(), order.getIsBeyondAllowed()),
        "late 15 false",
        "justlate 15 false",
        "twodays 2880 false",
        "beyond 2880 true");
    pipeline.run();
  }

  @Test
  void takesAnotherLatenessForAllowed() {
    Rows<LateOrder> late = late(ListLateOrders.create().withAllowedLateness(Duration.ofHours(1)));
    Shown.by(
        late,
        order -> Shown.line(order.getOrderId(), order.getIsBeyondAllowed()),
        "late false",
        "justlate false",
        "twodays true",
        "beyond true");
    pipeline.run();
  }

  @Test
  void saysWhichDayALateOrderIsOf() {
    PAssert.that(TestShop.of(pipeline, ORDERS[1]).apply("List", ListLateOrders.create()).unpack())
        .containsInAnyOrder(
            LateOrder.of(
                "late",
                "ann",
                day("2024-01-05"),
                1_704_498_600_000_001L,
                1_704_499_560_000_000L,
                15,
                false));
    pipeline.run();
  }

  private Rows<LateOrder> late(ListLateOrders transform) {
    return TestShop.of(pipeline, ORDERS).apply("ListLateOrders", transform);
  }
}
