package dev.assay.transforms.validate;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** A record that does not fit its contract, whole, with every rule it breaks. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class Rejection {

  @SchemaCreate
  public static Rejection of(
      String dataset, String file, long line, String raw, List<Violation> violations) {
    return new AutoValue_Rejection(dataset, file, line, raw, List.copyOf(violations));
  }

  /** Dataset of the contract that the record was held against. */
  @SchemaFieldNumber("0")
  public abstract String getDataset();

  /** Name of the file it was read from. */
  @SchemaFieldNumber("1")
  public abstract String getFile();

  /** Line it starts at, from 1. */
  @SchemaFieldNumber("2")
  public abstract long getLine();

  /** The record as it stands in the file; cut at 64 KiB. */
  @SchemaFieldNumber("3")
  public abstract String getRaw();

  /** Every rule it breaks, warnings included; at least one. */
  @SchemaFieldNumber("4")
  public abstract List<Violation> getViolations();
}
