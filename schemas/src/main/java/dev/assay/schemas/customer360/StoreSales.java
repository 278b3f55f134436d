package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** One row per store with a sale; on the way to {@link AverageOrderValue}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class StoreSales {

  @SchemaCreate
  public static StoreSales of(long storeId, String location, long orders, BigDecimal revenue) {
    return new AutoValue_StoreSales(storeId, location, orders, revenue);
  }

  /** Number of the store. */
  @SchemaFieldNumber("0")
  public abstract long getStoreId();

  /** Town the store is in. */
  @SchemaFieldNumber("1")
  public abstract String getLocation();

  /** Number of sales. */
  @SchemaFieldNumber("2")
  public abstract long getOrders();

  /** Sum of their amounts. */
  @SchemaFieldNumber("3")
  public abstract BigDecimal getRevenue();
}
