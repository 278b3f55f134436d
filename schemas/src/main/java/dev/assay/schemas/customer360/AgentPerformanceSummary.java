package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One row per agent, those without calls included: how many calls, and what became of them. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class AgentPerformanceSummary {

  @SchemaCreate
  public static AgentPerformanceSummary of(
      long agentId,
      String name,
      @Nullable String department,
      @Nullable String shift,
      long interactions,
      long resolved,
      long escalated,
      long pending,
      @Nullable BigDecimal resolutionRate) {
    return new AutoValue_AgentPerformanceSummary(
        agentId,
        name,
        department,
        shift,
        interactions,
        resolved,
        escalated,
        pending,
        resolutionRate);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the agent")
  public abstract long getAgentId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Name of the agent")
  public abstract String getName();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("What the calls of the agent are about; null if not known")
  public abstract @Nullable String getDepartment();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("When the agent works; null if not known")
  public abstract @Nullable String getShift();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of calls, whatever became of them")
  public abstract long getInteractions();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Calls with the status Resolved")
  public abstract long getResolved();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Calls with the status Escalated")
  public abstract long getEscalated();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Calls with the status Pending")
  public abstract long getPending();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription(
      "Resolved divided by interactions, 0 to 1, to nine decimals, half up; null without interactions")
  public abstract @Nullable BigDecimal getResolutionRate();
}
