package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** Some of the calls of one agent; on the way to {@link AgentPerformanceSummary}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class AgentSum implements PartialSum<AgentSum> {

  @SchemaCreate
  public static AgentSum of(
      long agentId, long interactions, long resolved, long escalated, long pending) {
    return new AutoValue_AgentSum(agentId, interactions, resolved, escalated, pending);
  }

  /** Number of the agent. */
  @SchemaFieldNumber("0")
  public abstract long getAgentId();

  /** Number of calls. */
  @SchemaFieldNumber("1")
  public abstract long getInteractions();

  /** Those that were resolved. */
  @SchemaFieldNumber("2")
  public abstract long getResolved();

  /** Those that were escalated. */
  @SchemaFieldNumber("3")
  public abstract long getEscalated();

  /** Those that are pending. */
  @SchemaFieldNumber("4")
  public abstract long getPending();

  @Override
  public Object key() {
    return getAgentId();
  }

  @Override
  public AgentSum plus(AgentSum other) {
    return of(
        getAgentId(),
        getInteractions() + other.getInteractions(),
        getResolved() + other.getResolved(),
        getEscalated() + other.getEscalated(),
        getPending() + other.getPending());
  }
}
