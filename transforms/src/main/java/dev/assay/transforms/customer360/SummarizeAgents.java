package dev.assay.transforms.customer360;

import static dev.assay.schemas.customer360.Customer360Tables.AGENT_PERFORMANCE_SUMMARY;
import static dev.assay.schemas.customer360.Customer360Tables.AGENT_SUM;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;

import dev.assay.schemas.customer360.AgentPerformanceSummary;
import dev.assay.schemas.customer360.AgentSum;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Summarizes the calls of each agent of the customer service: one row per agent, those without
 * calls included, with how many were resolved, escalated or are pending. A call with another status
 * counts as a call alone. Calls of agents who are not in {@code agents} are unattributed.
 *
 * <p>Needs {@code agents} (agent_id, name, department, shift) and {@code
 * customer_service_interactions} (agent_id, resolution_status or null).
 */
public final class SummarizeAgents extends PTransform<Datasets, Rows<AgentPerformanceSummary>> {
  private static final Group.Input<Row> AGENTS = Group.Input.rows("Agents");
  private static final Group.Input<AgentSum> CALLS = Group.Input.of("Calls");

  private SummarizeAgents() {}

  public static SummarizeAgents create() {
    return new SummarizeAgents();
  }

  @Override
  public Rows<AgentPerformanceSummary> expand(Datasets retailer) {
    Rows<Row> calls =
        retailer.rows(
            AGENT_PERFORMANCE_SUMMARY,
            "customer_service_interactions",
            integer("agent_id"),
            string("resolution_status").orNull());
    return PerKey.of("agent_id")
        .with(
            AGENTS,
            retailer.rows(
                AGENT_PERFORMANCE_SUMMARY,
                "agents",
                integer("agent_id"),
                string("name"),
                string("department").orNull(),
                string("shift").orNull()))
        .with(CALLS, AddUp.of("AddUpCalls", calls).compute(AGENT_SUM, SummarizeAgents::add))
        .compute(AGENT_PERFORMANCE_SUMMARY, SummarizeAgents::summarize);
  }

  static void add(Row call, Results<AgentSum> sums) {
    String status = call.getString("resolution_status");
    sums.output(
        AgentSum.of(
            call.getInt64("agent_id"),
            1,
            "Resolved".equals(status) ? 1 : 0,
            "Escalated".equals(status) ? 1 : 0,
            "Pending".equals(status) ? 1 : 0));
  }

  static void summarize(Group group, Results<AgentPerformanceSummary> results) {
    AgentSum calls = AgentSum.of(group.key().getInt64("agent_id"), 0, 0, 0, 0);
    for (AgentSum part : group.rows(CALLS)) {
      calls = calls.plus(part);
    }
    Optional<Row> agent = group.row(AGENTS);
    if (agent.isPresent()) {
      results.output(summary(agent.get(), calls));
    } else {
      long missing = calls.getInteractions();
      results.unattributed(
          "interactions", "agent not in agents", missing, BigDecimal.valueOf(missing));
    }
  }

  private static AgentPerformanceSummary summary(Row agent, AgentSum calls) {
    return AgentPerformanceSummary.of(
        calls.getAgentId(),
        agent.getString("name"),
        agent.getString("department"),
        agent.getString("shift"),
        calls.getInteractions(),
        calls.getResolved(),
        calls.getEscalated(),
        calls.getPending(),
        calls.getInteractions() == 0
            ? null
            : Averages.rate(calls.getResolved(), calls.getInteractions()));
  }
}
