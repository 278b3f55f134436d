package dev.assay.schemas.orders;

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

/** One row per line of an order, and one for an order without lines; table fact_orders. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class OrderLine {

  /** Stands where rows are grouped by what an order or a dimension does not say. */
  public static final String UNKNOWN = "Unknown";

  public static Builder builder() {
    return new AutoValue_OrderLine.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the order")
  public abstract String getOrderId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Number of the line within its order, from 1")
  public abstract long getLineNumber();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of the customer")
  public abstract String getCustomerId();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Tier of the customer on the day of the order; Unknown if there is none")
  public abstract String getCustomerTier();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of the product; null if the order has no lines")
  public abstract @Nullable String getProductId();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Name of the product on the day of the order; null if it is unknown")
  public abstract @Nullable String getProductName();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription(
      "Category of the product on the day of the order; Unknown if there is none")
  public abstract String getCategory();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription(
      "List price of the product on the day of the order; null if it is unknown")
  public abstract @Nullable BigDecimal getListPrice();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("How many were ordered")
  public abstract @Nullable Long getQuantity();

  @SchemaFieldNumber("9")
  @SchemaFieldDescription("Price of one, as the order has it")
  public abstract @Nullable BigDecimal getUnitPrice();

  @SchemaFieldNumber("10")
  @SchemaFieldDescription("Quantity times unit price")
  public abstract @Nullable BigDecimal getLineTotal();

  @SchemaFieldNumber("11")
  @SchemaFieldDescription(
      "Total of the whole order, on each of its lines: sum it over lines numbered 1")
  public abstract BigDecimal getOrderTotal();

  @SchemaFieldNumber("12")
  @SchemaFieldDescription("Whether the order is paid: completed, pending or failed")
  public abstract @Nullable String getPaymentStatus();

  @SchemaFieldNumber("13")
  @SchemaFieldDescription("Day of the order, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("14")
  @SchemaFieldDescription("Hour of the order, 0 to 23, UTC")
  public abstract long getOrderHour();

  @SchemaFieldNumber("15")
  @SchemaFieldDescription("City the order is sent to")
  public abstract @Nullable String getCity();

  @SchemaFieldNumber("16")
  @SchemaFieldDescription("State the order is sent to")
  public abstract @Nullable String getState();

  @SchemaFieldNumber("17")
  @SchemaFieldDescription("Country the order is sent to")
  public abstract @Nullable String getCountry();

  @SchemaFieldNumber("18")
  @SchemaFieldDescription("Region of the state: West, East, South or Other")
  public abstract String getRegion();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setOrderId(String orderId);

    public abstract Builder setLineNumber(long lineNumber);

    public abstract Builder setCustomerId(String customerId);

    public abstract Builder setCustomerTier(String customerTier);

    public abstract Builder setProductId(@Nullable String productId);

    public abstract Builder setProductName(@Nullable String productName);

    public abstract Builder setCategory(String category);

    public abstract Builder setListPrice(@Nullable BigDecimal listPrice);

    public abstract Builder setQuantity(@Nullable Long quantity);

    public abstract Builder setUnitPrice(@Nullable BigDecimal unitPrice);

    public abstract Builder setLineTotal(@Nullable BigDecimal lineTotal);

    public abstract Builder setOrderTotal(BigDecimal orderTotal);

    public abstract Builder setPaymentStatus(@Nullable String paymentStatus);

    public abstract Builder setOrderDate(Instant orderDate);

    public abstract Builder setOrderHour(long orderHour);

    public abstract Builder setCity(@Nullable String city);

    public abstract Builder setState(@Nullable String state);

    public abstract Builder setCountry(@Nullable String country);

    public abstract Builder setRegion(String region);

    public abstract OrderLine build();
  }
}
