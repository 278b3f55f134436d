package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per customer, invoice, day and country; on the way to days and customers. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class Invoice {

  public static Builder builder() {
    return new AutoValue_Invoice.Builder();
  }

  /** Number of the customer; {@code ANONYMOUS} if there is none. */
  @SchemaFieldNumber("0")
  public abstract String getCustomerId();

  /** Number of the invoice. */
  @SchemaFieldNumber("1")
  public abstract String getInvoiceNo();

  /** Day of the lines. */
  @SchemaFieldNumber("2")
  public abstract Instant getDate();

  /** Country on the lines. */
  @SchemaFieldNumber("3")
  public abstract String getCountry();

  /** When the first of the lines was made. */
  @SchemaFieldNumber("4")
  public abstract Instant getFirstAt();

  /** When the last of the lines was made. */
  @SchemaFieldNumber("5")
  public abstract Instant getLastAt();

  /** Number of lines. */
  @SchemaFieldNumber("6")
  public abstract long getLines();

  /** How many articles were sold. */
  @SchemaFieldNumber("7")
  public abstract long getQuantity();

  /** Sum of quantity times unit price. */
  @SchemaFieldNumber("8")
  public abstract BigDecimal getSales();

  /** Sum of the unit prices, each line counted once. */
  @SchemaFieldNumber("9")
  public abstract BigDecimal getPrices();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setCustomerId(String customerId);

    public abstract Builder setInvoiceNo(String invoiceNo);

    public abstract Builder setDate(Instant date);

    public abstract Builder setCountry(String country);

    public abstract Builder setFirstAt(Instant firstAt);

    public abstract Builder setLastAt(Instant lastAt);

    public abstract Builder setLines(long lines);

    public abstract Builder setQuantity(long quantity);

    public abstract Builder setSales(BigDecimal sales);

    public abstract Builder setPrices(BigDecimal prices);

    public abstract Invoice build();
  }
}
