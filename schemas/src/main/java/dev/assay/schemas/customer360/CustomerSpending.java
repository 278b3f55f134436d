package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per customer, without the segment; on the way to {@link CustomerSegment}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CustomerSpending {

  public static Builder builder() {
    return new AutoValue_CustomerSpending.Builder();
  }

  /** Number of the customer. */
  @SchemaFieldNumber("0")
  public abstract long getCustomerId();

  /** Full name. */
  @SchemaFieldNumber("1")
  public abstract String getName();

  /** Sum of the online sales. */
  @SchemaFieldNumber("2")
  public abstract BigDecimal getOnlineSpend();

  /** Sum of the in-store sales. */
  @SchemaFieldNumber("3")
  public abstract BigDecimal getInStoreSpend();

  /** Both together, which decides on the segment. */
  @SchemaFieldNumber("4")
  public abstract BigDecimal getTotalSpend();

  /** Number of sales in both channels. */
  @SchemaFieldNumber("5")
  public abstract long getPurchaseCount();

  /** Time of the earliest sale; null if none has a time. */
  @SchemaFieldNumber("6")
  public abstract @Nullable Instant getFirstPurchaseAt();

  /** Time of the latest sale; null if none has a time. */
  @SchemaFieldNumber("7")
  public abstract @Nullable Instant getLastPurchaseAt();

  /** Highest tier over the loyalty accounts; null without one. */
  @SchemaFieldNumber("8")
  public abstract @Nullable String getTier();

  /** Points earned over the loyalty accounts; null if no account says so. */
  @SchemaFieldNumber("9")
  public abstract @Nullable Long getPoints();

  /** Number of calls to the customer service. */
  @SchemaFieldNumber("10")
  public abstract long getServiceInteractions();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setCustomerId(long customerId);

    public abstract Builder setName(String name);

    public abstract Builder setOnlineSpend(BigDecimal onlineSpend);

    public abstract Builder setInStoreSpend(BigDecimal inStoreSpend);

    public abstract Builder setTotalSpend(BigDecimal totalSpend);

    public abstract Builder setPurchaseCount(long purchaseCount);

    public abstract Builder setFirstPurchaseAt(@Nullable Instant firstPurchaseAt);

    public abstract Builder setLastPurchaseAt(@Nullable Instant lastPurchaseAt);

    public abstract Builder setTier(@Nullable String tier);

    public abstract Builder setPoints(@Nullable Long points);

    public abstract Builder setServiceInteractions(long serviceInteractions);

    public abstract CustomerSpending build();
  }
}
