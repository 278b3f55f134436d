package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** Some of the sales of one product; on the way to {@link InventoryAlert}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ProductUnits implements PartialSum<ProductUnits> {

  @SchemaCreate
  public static ProductUnits of(String productId, long units) {
    return new AutoValue_ProductUnits(productId, units);
  }

  /** Which product. */
  @SchemaFieldNumber("0")
  public abstract String getProductId();

  /** How many were sold. */
  @SchemaFieldNumber("1")
  public abstract long getUnits();

  @Override
  public Object key() {
    return getProductId();
  }

  @Override
  public ProductUnits plus(ProductUnits other) {
    return of(getProductId(), Math.addExact(getUnits(), other.getUnits()));
  }
}
