package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How much of hostile input a batch bears. Nobody with ordinary files needs any of these. */
public interface LimitOptions extends PipelineOptions {
  /** The section of the help that they stand in. */
  String SECTION = "Limits on hostile input";

  @Description("Bytes of a record; a longer one is quarantined.")
  @Default.String("1MiB")
  @Takes(value = Kind.SIZE, unlessGiven = "1MiB", section = SECTION)
  String getMaxRecordSize();

  void setMaxRecordSize(String size);

  @Description("Bytes of a field; a record with a longer one is quarantined.")
  @Default.String("1MiB")
  @Takes(value = Kind.SIZE, unlessGiven = "1MiB", section = SECTION)
  String getMaxFieldSize();

  void setMaxFieldSize(String size);

  @Description("Fields of a record; one with more is quarantined.")
  @Default.Integer(1000)
  @Takes(value = Kind.COUNT, unlessGiven = "1000", section = SECTION)
  int getMaxColumns();

  void setMaxColumns(int columns);

  @Description("Depth of JSON, the record itself included; a deeper one is quarantined.")
  @Default.Integer(64)
  @Takes(value = Kind.COUNT, unlessGiven = "64", section = SECTION)
  int getMaxJsonDepth();

  void setMaxJsonDepth(int depth);

  @Description("Digits of a JSON number; a record with a longer one is quarantined.")
  @Default.Integer(100)
  @Takes(value = Kind.COUNT, unlessGiven = "100", section = SECTION)
  int getMaxNumberLength();

  void setMaxNumberLength(int length);

  @Description("Bytes out of a gzip file for each one in; past it nothing is published.")
  @Default.Integer(100)
  @Takes(value = Kind.COUNT, unlessGiven = "100", section = SECTION)
  int getMaxGzipRatio();

  void setMaxGzipRatio(int ratio);

  @Description("Bytes of a file, decompressed; past it nothing is published.")
  @Default.String("10GiB")
  @Takes(value = Kind.SIZE, unlessGiven = "10GiB", section = SECTION)
  String getMaxFileSize();

  void setMaxFileSize(String size);
}
