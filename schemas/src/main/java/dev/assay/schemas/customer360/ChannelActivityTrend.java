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

/** One row per channel, day of the week and hour with a sale: how much goes on. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ChannelActivityTrend {

  @SchemaCreate
  public static ChannelActivityTrend of(
      String channel,
      long dayOfWeek,
      String dayName,
      long hour,
      long transactions,
      BigDecimal amount,
      long rankInChannel) {
    return new AutoValue_ChannelActivityTrend(
        channel, dayOfWeek, dayName, hour, transactions, amount, rankInChannel);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Where it was bought: online or in_store")
  public abstract String getChannel();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Day of the week by ISO 8601: 1 is Monday, 7 is Sunday")
  public abstract long getDayOfWeek();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Name of that day in English")
  public abstract String getDayName();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Hour of the day in UTC, 0 to 23")
  public abstract long getHour();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of sales")
  public abstract long getTransactions();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Sum of their amounts")
  public abstract BigDecimal getAmount();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription(
      "Place within the channel by number of sales, 1 for most; equal numbers share a place")
  public abstract long getRankInChannel();
}
