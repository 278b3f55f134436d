package dev.assay.transforms.customer360;

import static dev.assay.transforms.customer360.Retailer.row;

import dev.assay.schemas.customer360.AgentPerformanceSummary;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.math.BigDecimal;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class SummarizeAgentsTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @Test
  void countsWhatBecameOfTheCallsOfEachAgent() {
    Datasets retailer =
        Retailer.in(pipeline)
            .with(
                "agents",
                Retailer.AGENTS,
                row(1L, "Amara", "Billing", "Night"),
                row(2L, "Björn", null, null))
            .with(
                "customer_service_interactions",
                Retailer.CALLS,
                row(5L, 1L, "Resolved"),
                row(5L, 1L, "Resolved"),
                row(6L, 1L, "Escalated"),
                row(6L, 1L, "Pending"),
                row(6L, 1L, "resolved"),
                row(6L, 1L, null),
                row(6L, 3L, "Resolved"),
                row(6L, 3L, null))
            .datasets();

    Rows<AgentPerformanceSummary> agents =
        retailer.apply("SummarizeAgents", SummarizeAgents.create());

    PAssert.that(agents.unpack())
        .containsInAnyOrder(
            AgentPerformanceSummary.of(
                1, "Amara", "Billing", "Night", 6, 2, 1, 1, new BigDecimal("0.333333333")),
            AgentPerformanceSummary.of(2, "Björn", null, null, 0, 0, 0, 0, null));
    PAssert.that(agents.unattributed())
        .containsInAnyOrder(
            new Unattributed("interactions", "agent not in agents", 2, BigDecimal.valueOf(2)));
    pipeline.run().waitUntilFinish();
  }
}
