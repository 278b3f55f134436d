package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/**
 * One row per customer who is known, with what there is to say of how they buy; table
 * dim_customers.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class Customer {

  /** Stands for the number of whoever bought without being known. */
  public static final String ANONYMOUS = "ANONYMOUS";

  public static Builder builder() {
    return new AutoValue_Customer.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the customer")
  public abstract String getCustomerId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Country of the latest invoice")
  public abstract String getCountry();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("When the first invoice was made, UTC")
  public abstract Instant getFirstInvoicedAt();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("When the latest invoice was made, UTC")
  public abstract Instant getLastInvoicedAt();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Days from the latest invoice to the day the scores were made for")
  public abstract long getRecencyDays();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Number of invoices")
  public abstract long getFrequency();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Sum of the sales, cancellations not deducted, in the shop's currency")
  public abstract BigDecimal getMonetary();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Fifth of the customers by recency: 5 for those who bought last")
  public abstract long getR();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("Fifth of the customers by frequency: 5 for those with the most invoices")
  public abstract long getF();

  @SchemaFieldNumber("9")
  @SchemaFieldDescription("Fifth of the customers by money: 5 for those who spent most")
  public abstract long getM();

  @SchemaFieldNumber("10")
  @SchemaFieldDescription("What the three scores together say of the customer")
  public abstract String getSegment();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setCustomerId(String customerId);

    public abstract Builder setCountry(String country);

    public abstract Builder setFirstInvoicedAt(Instant firstInvoicedAt);

    public abstract Builder setLastInvoicedAt(Instant lastInvoicedAt);

    public abstract Builder setRecencyDays(long recencyDays);

    public abstract Builder setFrequency(long frequency);

    public abstract Builder setMonetary(BigDecimal monetary);

    public abstract Builder setR(long r);

    public abstract Builder setF(long f);

    public abstract Builder setM(long m);

    public abstract Builder setSegment(String segment);

    public abstract Customer build();
  }
}
