package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/**
 * Some of the sales of one channel, day of the week and hour; on the way to {@link
 * ChannelActivityTrend}.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class HourSum implements PartialSum<HourSum> {

  @SchemaCreate
  public static HourSum of(
      String channel, long dayOfWeek, long hour, long transactions, BigDecimal amount) {
    return new AutoValue_HourSum(channel, dayOfWeek, hour, transactions, amount);
  }

  /** Where it was bought: online or in_store. */
  @SchemaFieldNumber("0")
  public abstract String getChannel();

  /** Day of the week by ISO 8601: 1 is Monday. */
  @SchemaFieldNumber("1")
  public abstract long getDayOfWeek();

  /** Hour of the day in UTC. */
  @SchemaFieldNumber("2")
  public abstract long getHour();

  /** Number of sales. */
  @SchemaFieldNumber("3")
  public abstract long getTransactions();

  /** Sum of their amounts. */
  @SchemaFieldNumber("4")
  public abstract BigDecimal getAmount();

  @Override
  public Object key() {
    return List.of(getChannel(), getDayOfWeek(), getHour());
  }

  @Override
  public HourSum plus(HourSum other) {
    return of(
        getChannel(),
        getDayOfWeek(),
        getHour(),
        getTransactions() + other.getTransactions(),
        getAmount().add(other.getAmount()));
  }
}
