package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per day from the first invoice to the last, also without a sale; table dim_dates. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CalendarDate {

  public static Builder builder() {
    return new AutoValue_CalendarDate.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("The day as a number: yyyymmdd")
  public abstract long getDateId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("The day")
  public abstract Instant getDate();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Year")
  public abstract long getYear();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Quarter of the year, 1 to 4")
  public abstract long getQuarter();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Month of the year, 1 to 12")
  public abstract long getMonth();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Name of the month, in English")
  public abstract String getMonthName();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Day of the month")
  public abstract long getDay();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Day of the week as in ISO 8601: 1 is Monday, 7 is Sunday")
  public abstract long getDayOfWeek();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("Name of the day of the week, in English")
  public abstract String getDayName();

  @SchemaFieldNumber("9")
  @SchemaFieldDescription("Year that the ISO week belongs to")
  public abstract long getIsoYear();

  @SchemaFieldNumber("10")
  @SchemaFieldDescription("Week of that year as in ISO 8601, 1 to 53")
  public abstract long getIsoWeek();

  @SchemaFieldNumber("11")
  @SchemaFieldDescription("Whether the day is a Saturday or a Sunday")
  public abstract boolean getIsWeekend();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setDateId(long dateId);

    public abstract Builder setDate(Instant date);

    public abstract Builder setYear(long year);

    public abstract Builder setQuarter(long quarter);

    public abstract Builder setMonth(long month);

    public abstract Builder setMonthName(String monthName);

    public abstract Builder setDay(long day);

    public abstract Builder setDayOfWeek(long dayOfWeek);

    public abstract Builder setDayName(String dayName);

    public abstract Builder setIsoYear(long isoYear);

    public abstract Builder setIsoWeek(long isoWeek);

    public abstract Builder setIsWeekend(boolean isWeekend);

    public abstract CalendarDate build();
  }
}
