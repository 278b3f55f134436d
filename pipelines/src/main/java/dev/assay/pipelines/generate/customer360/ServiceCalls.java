package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.Period;
import dev.assay.pipelines.generate.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls of customers to the service, and what agent_performance_summary must make of them. */
final class ServiceCalls implements Entity {
  private static final int CUSTOMER = 1;
  private static final int AGENT = 3;
  private static final int ISSUE = 4;
  private static final int STATUS = 5;
  private static final List<String> OUTCOMES = List.of("Resolved", "Escalated", "Pending");

  private final int count;
  private final MasterFile customers;
  private final MasterFile agents;
  private final ShopperBooks shoppers;
  private final long[] outcomes = new long[OUTCOMES.size()];
  private long calls;

  ServiceCalls(int count, MasterFile customers, MasterFile agents, ShopperBooks shoppers) {
    this.count = count;
    this.customers = customers;
    this.agents = agents;
    this.shoppers = shoppers;
  }

  @Override
  public String name() {
    return "CustomerServiceInteractions";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.key("interaction_id").headed("InteractionID"),
        GeneratedColumn.key("customer_id").headed("CustomerID"),
        GeneratedColumn.time("date_time").headed("DateTime"),
        GeneratedColumn.key("agent_id").headed("AgentID"),
        GeneratedColumn.text("issue_type").headed("IssueType"),
        GeneratedColumn.words(
                "resolution_status", Map.of("Resolved", "Pending", "Pending", "Resolved"))
            .headed("ResolutionStatus"));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    Object[] values = {
      index + 1,
      customers.any(random),
      random.chance(0.01) ? null : Period.time(random),
      agents.any(random),
      random.pick("Billing", "Complaint", "Technical Issue", null),
      random.chance(0.01) ? random.pick(null, "Lost") : random.pick(OUTCOMES.toArray())
    };
    return new GeneratedRow(index, GeneratedRow.NONE, values);
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return random.chance(0.5)
        ? row.with(CUSTOMER, customers.unknown(random))
        : row.with(AGENT, agents.unknown(random));
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of(CUSTOMER, AGENT);
  }

  @Override
  public int textColumn() {
    return ISSUE;
  }

  @Override
  public boolean isRewritten() {
    return true;
  }

  @Override
  public int accept(GeneratedRow row) {
    int customer = row.key(CUSTOMER);
    int agent = row.key(AGENT);
    shoppers.call(customer);
    if (agents.isSilver(agent)) {
      calls++;
      int outcome = row.text(STATUS) == null ? -1 : OUTCOMES.indexOf(row.text(STATUS));
      if (outcome >= 0) {
        outcomes[outcome]++;
      }
    }
    return (customers.isSilver(customer) ? 0 : 1) + (agents.isSilver(agent) ? 0 : 1);
  }

  GoldAnswers agentPerformanceSummary() {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("interactions", calls);
    totals.put("resolved", outcomes[0]);
    totals.put("escalated", outcomes[1]);
    totals.put("pending", outcomes[2]);
    return new GoldAnswers(agents.kept(), totals, Map.of());
  }
}
