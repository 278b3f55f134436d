package dev.assay.pipelines;

import dev.assay.pipelines.report.Views;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.WarehouseReader;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay views}: the questions of the report as a script of BigQuery that makes views. */
final class ViewsCommand implements Command {
  private static final String SCHEME = "bigquery:";

  /** Of the warehouse in BigQuery, which looks whether it is one. */
  private static final String LOCATION = "--warehouseLocation";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "views",
            "Writes a script that makes views of what the report shows: for Looker Studio.");
    spec.addOption(
        Specs.option("warehouse", Kind.WAREHOUSE)
            .required(true)
            .description("The warehouse, bigquery:PROJECT. It is read, and not changed.")
            .build());
    spec.addOption(
        Specs.option("output", Kind.FILE)
            .required(true)
            .description("The script, FILE.sql. One that is there is replaced.")
            .build());
    spec.addOption(
        Specs.option("dataset", Kind.DATASET)
            .defaultValue("assay_report")
            .description("The dataset of the views; made if there is none. Default: assay_report.")
            .build());
    RunnerOptions.addTo(spec);
    spec.usageMessage()
        .footer(
            "",
            "A view for each chart whose tables the warehouse has. Run it again when a pipeline has",
            "brought tables that were not there. Descriptions say the grain, the units, and what is",
            "null. deploy/looker/README.md says how to connect Looker Studio.",
            "",
            "Example:",
            "  assay views --warehouse=bigquery:PROJECT --warehouseLocation=EU --output=views.sql",
            "  bq --location=EU query --project_id=PROJECT --use_legacy_sql=false <views.sql");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    String warehouse = arguments.matchedOptionValue("warehouse", "");
    if (!warehouse.startsWith(SCHEME)) {
      throw new RequestException(
          "--warehouse=" + warehouse + ": views are of BigQuery; write bigquery:PROJECT");
    }
    Path output = Local.file("output", arguments.matchedOptionValue("output", ""));
    String dataset = arguments.commandSpec().findOption("dataset").getValue();
    String location = arguments.matchedOptionValue(LOCATION, "US");
    List<String> statements;
    try (WarehouseReader reader =
        WarehouseReader.open(warehouse, WarehouseSettings.of(RunnerOptions.passedOn(arguments)))) {
      statements = Views.statements(reader, warehouse, location, dataset);
    }
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, String.join(";\n\n", statements) + ";\n", StandardCharsets.UTF_8);
    console
        .out()
        .printf(
            "views: %s makes %d views in %s%n"
                + "  try        bq --location=%s query --project_id=%s --use_legacy_sql=false <%s%n",
            output,
            statements.size() - 1,
            dataset,
            location,
            warehouse.substring(SCHEME.length()),
            output);
    return ExitCode.PUBLISHED;
  }
}
