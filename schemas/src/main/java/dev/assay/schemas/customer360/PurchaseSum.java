package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** Some of the sales of one customer in one channel; on the way to {@link CustomerSpending}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class PurchaseSum implements PartialSum<PurchaseSum> {

  @SchemaCreate
  public static PurchaseSum of(
      long customerId,
      long purchases,
      BigDecimal spend,
      @Nullable Instant firstAt,
      @Nullable Instant lastAt) {
    return new AutoValue_PurchaseSum(customerId, purchases, spend, firstAt, lastAt);
  }

  /** Number of the customer. */
  @SchemaFieldNumber("0")
  public abstract long getCustomerId();

  /** Number of sales. */
  @SchemaFieldNumber("1")
  public abstract long getPurchases();

  /** Sum of their amounts. */
  @SchemaFieldNumber("2")
  public abstract BigDecimal getSpend();

  /** Time of the earliest; null if none has a time. */
  @SchemaFieldNumber("3")
  public abstract @Nullable Instant getFirstAt();

  /** Time of the latest; null if none has a time. */
  @SchemaFieldNumber("4")
  public abstract @Nullable Instant getLastAt();

  @Override
  public Object key() {
    return getCustomerId();
  }

  @Override
  public PurchaseSum plus(PurchaseSum other) {
    return of(
        getCustomerId(),
        getPurchases() + other.getPurchases(),
        getSpend().add(other.getSpend()),
        earlier(getFirstAt(), other.getFirstAt()),
        later(getLastAt(), other.getLastAt()));
  }

  /** The earlier of two times; a missing one is neither early nor late. */
  public static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b != null && b.isBefore(a) ? b : a;
  }

  /** The later of two times; a missing one is neither early nor late. */
  public static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b != null && b.isAfter(a) ? b : a;
  }
}
