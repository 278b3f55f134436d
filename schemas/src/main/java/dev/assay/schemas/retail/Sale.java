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

/** One row per invoice line; table fact_sales. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class Sale {

  public static Builder builder() {
    return new AutoValue_Sale.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the invoice")
  public abstract String getInvoiceNo();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Number of the article")
  public abstract String getStockCode();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of the customer; ANONYMOUS if there is none")
  public abstract String getCustomerId();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Country the customer lives in")
  public abstract String getCountry();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Day of the invoice as a number: yyyymmdd")
  public abstract long getDateId();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Day of the invoice")
  public abstract Instant getInvoiceDate();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("When the invoice was made, UTC")
  public abstract Instant getInvoicedAt();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("How many were sold")
  public abstract long getQuantity();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("Price of one, in the shop's currency")
  public abstract BigDecimal getUnitPrice();

  @SchemaFieldNumber("9")
  @SchemaFieldDescription("Quantity times unit price")
  public abstract BigDecimal getSales();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setInvoiceNo(String invoiceNo);

    public abstract Builder setStockCode(String stockCode);

    public abstract Builder setCustomerId(String customerId);

    public abstract Builder setCountry(String country);

    public abstract Builder setDateId(long dateId);

    public abstract Builder setInvoiceDate(Instant invoiceDate);

    public abstract Builder setInvoicedAt(Instant invoicedAt);

    public abstract Builder setQuantity(long quantity);

    public abstract Builder setUnitPrice(BigDecimal unitPrice);

    public abstract Builder setSales(BigDecimal sales);

    public abstract Sale build();
  }
}
