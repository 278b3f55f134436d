package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per customer: what was bought, the loyalty programme, and the segment that follows. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CustomerSegment {

  public static Builder builder() {
    return new AutoValue_CustomerSegment.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the customer")
  public abstract long getCustomerId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Full name")
  public abstract String getName();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Sum of the online sales; 0 without any")
  public abstract BigDecimal getOnlineSpend();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Sum of the in-store sales; 0 without any")
  public abstract BigDecimal getInStoreSpend();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Online and in-store spend together")
  public abstract BigDecimal getTotalSpend();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Number of sales, online and in store")
  public abstract long getPurchaseCount();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Time of the earliest sale, UTC; null if none has a time")
  public abstract @Nullable Instant getFirstPurchaseAt();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Time of the latest sale, UTC; null if none has a time")
  public abstract @Nullable Instant getLastPurchaseAt();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription(
      "Highest tier over the loyalty accounts: Platinum, Gold, Silver or Bronze; null without one")
  public abstract @Nullable String getTier();

  @SchemaFieldNumber("9")
  @SchemaFieldDescription("Points earned over the loyalty accounts; null if no account says so")
  public abstract @Nullable Long getPoints();

  @SchemaFieldNumber("10")
  @SchemaFieldDescription("Number of calls to the customer service")
  public abstract long getServiceInteractions();

  @SchemaFieldNumber("11")
  @SchemaFieldDescription(
      "High-Value, One-Time Buyer, Loyalty Champion or Regular: the first that fits")
  public abstract String getSegment();

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

    public abstract Builder setSegment(String segment);

    public abstract CustomerSegment build();
  }
}
