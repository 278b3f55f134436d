package dev.assay.transforms.read;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One record of one file, as it was delivered: texts, not yet judged by any rule. */
@DefaultSchema(RecordSchema.class)
@AutoValue
public abstract class Record {

  /** Name of the file, without folders. */
  @SchemaFieldNumber("0")
  public abstract String getFile();

  /** The physical line at which the record starts, from 1. */
  @SchemaFieldNumber("1")
  public abstract long getLine();

  /** The record as it stands in the file, without its line break, cut at 64 KiB. */
  @SchemaFieldNumber("2")
  public abstract String getRaw();

  /**
   * The texts of the dataset's fields, in its order. Null is what the format calls null, and what a
   * record that is too short does not have; a record with a {@link #getProblemRule problem} may
   * have none.
   */
  @SchemaFieldNumber("3")
  public abstract List<@Nullable String> getFields();

  /** How many fields the record has in the file; 0 if its problem left none to be told apart. */
  @SchemaFieldNumber("4")
  public abstract int getSize();

  /** How many it should have: as many as its file's header. */
  @SchemaFieldNumber("5")
  public abstract int getWidth();

  /** Rule id of what is wrong with the record's shape ({@code record.tooLong}), or null. */
  @SchemaFieldNumber("6")
  public abstract @Nullable String getProblemRule();

  /** What is wrong with the record's shape, for a person; null if it is well formed. */
  @SchemaFieldNumber("7")
  public abstract @Nullable String getProblem();

  static Builder builder() {
    return new AutoValue_Record.Builder();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setFile(String file);

    abstract Builder setLine(long line);

    abstract Builder setRaw(String raw);

    abstract Builder setFields(List<@Nullable String> fields);

    abstract Builder setSize(int size);

    abstract Builder setWidth(int width);

    abstract Builder setProblemRule(@Nullable String rule);

    abstract Builder setProblem(@Nullable String problem);

    abstract Record build();
  }
}
