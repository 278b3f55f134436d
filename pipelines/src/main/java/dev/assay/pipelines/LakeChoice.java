package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.warehouse.ShownLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The lake that a command looks into. Its log is the truth; a warehouse that shows it leads to it.
 */
public final class LakeChoice {
  private static final String OUTPUT = "output";
  private static final String WAREHOUSE = "warehouse";

  private LakeChoice() {}

  /** Adds the options that say which lake, and hidden ones of Beam that say how to get at it. */
  public static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.option(OUTPUT, Kind.FOLDER)
            .description("The lake: the folder that pipelines were given as --output; or gs://….")
            .build());
    spec.addOption(
        Specs.option(WAREHOUSE, Kind.WAREHOUSE)
            .description("In its place: a DuckDB file that the lake was published to.")
            .build());
    RunnerOptions.addTo(spec);
  }

  /** Makes buckets known, as the options of Beam say, before the first of them is looked into. */
  public static void connect(ParseResult arguments) {
    FileSystems.setDefaultPipelineOptions(RunnerOptions.passedOn(arguments));
  }

  /**
   * The folder of the lake, without a slash at its end.
   *
   * @throws RequestException if none is given, or it is none
   */
  public static String root(ParseResult arguments) throws IOException {
    connect(arguments);
    String output = arguments.matchedOptionValue(OUTPUT, "");
    String warehouse = arguments.matchedOptionValue(WAREHOUSE, "");
    if (output.isEmpty() && warehouse.isEmpty()) {
      throw new RequestException(
          "--output=DIR must be given: the lake; or --warehouse=duckdb:FILE, which shows it");
    }
    String root = output.isEmpty() ? behind(warehouse) : output.replaceAll("(?<=.)/+$", "");
    if (last(root) == 0) {
      throw new RequestException(
          "--output=" + root + " is no lake: it has no entry in " + root + "/" + Log.FOLDER);
    }
    return root;
  }

  private static long last(String root) throws IOException {
    try {
      return Log.of(root).last();
    } catch (IllegalArgumentException e) { // no file system of that scheme
      throw new RequestException("--output=" + root + ": give a folder, or gs://BUCKET/FOLDER");
    }
  }

  /** Silver is shown where its files are; a warehouse without it lies in its lake. */
  private static String behind(String warehouse) {
    return ShownLake.of(warehouse)
        .or(() -> around(warehouse))
        .orElseThrow(
            () ->
                new RequestException(
                    "--warehouse=" + warehouse + " shows no lake; give the lake: --output=DIR"));
  }

  private static Optional<String> around(String warehouse) {
    Path folder = Path.of(warehouse.replaceFirst("[a-z]+:", "")).toAbsolutePath().getParent();
    return Files.isDirectory(folder.resolve(Log.FOLDER))
        ? Optional.of(folder.toString())
        : Optional.empty();
  }
}
