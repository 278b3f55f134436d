package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** The latest day of some invoices; on the way to {@link Customer}, whose recency ends there. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class LatestDay implements PartialSum<LatestDay> {

  @SchemaCreate
  public static LatestDay of(Instant date) {
    return new AutoValue_LatestDay(date);
  }

  /** The day, as midnight UTC. */
  @SchemaFieldNumber("0")
  public abstract Instant getDate();

  /** There is one latest day of all. */
  @Override
  public Object key() {
    return LatestDay.class;
  }

  @Override
  public LatestDay plus(LatestDay other) {
    return other.getDate().isAfter(getDate()) ? other : this;
  }
}
