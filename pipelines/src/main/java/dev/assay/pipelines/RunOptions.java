package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What every pipeline can be told. The only place where these options are described: the command
 * line, its help and template metadata are derived from here.
 */
public interface RunOptions extends LimitOptions {

  @Description(
      "The lake: the folder that silver, gold, quarantine and the log are written to."
          + " Made if it is not there; keep the same one for every delivery.")
  @Takes(value = Kind.FOLDER, example = "lake")
  String getOutput();

  void setOutput(String output);

  @Description("Where the tables are published.")
  @Default.InstanceFactory(WarehouseInOutput.class)
  @Takes(value = Kind.WAREHOUSE, unlessGiven = "duckdb:OUTPUT/warehouse.duckdb")
  String getWarehouse();

  void setWarehouse(String warehouse);

  @Description("What the files must look like: a data contract (ODCS 3.1, YAML).")
  @Takes(value = Kind.FILE, unlessGiven = "the contract that comes with the pipeline")
  @Nullable String getContract();

  void setContract(@Nullable String contract);

  @Description("Name of this batch. A name that was used for other data is refused.")
  @Takes(value = Kind.IDENTIFIER, unlessGiven = "a hash of the files, the contract and the options")
  @Nullable String getBatch();

  void setBatch(@Nullable String batch);

  @Description("The day the data speaks of (YYYY-MM-DD). The latest one published is current.")
  @Takes(value = Kind.DATE, unlessGiven = "the latest date in the data")
  @Nullable String getAsOf();

  void setAsOf(@Nullable String asOf);

  @Description("Folder that the input files are moved to once they are published.")
  @Takes(value = Kind.FOLDER, unlessGiven = "the files stay where they are")
  @Nullable String getArchive();

  void setArchive(@Nullable String archive);

  @Description(
      "Where the key is (16 bytes or more) with which classified fields of refused records are"
          + " hashed in quarantine: HMAC-SHA-256. Never the key itself.")
  @Takes(value = Kind.KEY, unlessGiven = "none; quarantine keeps records as delivered")
  @Nullable String getQuarantineKey();

  void setQuarantineKey(@Nullable String quarantineKey);

  /** A DuckDB file in the output folder. */
  class WarehouseInOutput implements DefaultValueFactory<String> {
    @Override
    public String create(PipelineOptions options) {
      String output = options.as(RunOptions.class).getOutput();
      return "duckdb:" + output.replaceAll("/+$", "") + "/warehouse.duckdb";
    }
  }
}
