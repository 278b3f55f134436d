package dev.assay.pipelines;

import dev.assay.pipelines.report.Report;
import dev.assay.transforms.warehouse.WarehouseReader;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code assay report}: a warehouse as one page for people. */
final class ReportCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "report", "Makes a page of what a warehouse holds: for people, in one file.");
    spec.addOption(
        Specs.option("warehouse", Kind.WAREHOUSE)
            .required(true)
            .description(
                "The warehouse, duckdb:FILE or bigquery:PROJECT. It is read, and not changed.")
            .build());
    spec.addOption(
        Specs.option("output", Kind.FILE)
            .required(true)
            .description("The page, FILE.html. One that is there is replaced.")
            .build());
    RunnerOptions.addTo(spec);
    spec.usageMessage()
        .footer(
            "",
            "The page needs no network and nothing beside it: open it, send it, print it.",
            "Classified values are masked in it. The same warehouse gives the same bytes.",
            "",
            "Example:",
            "  assay report --warehouse=duckdb:lake/warehouse.duckdb --output=report.html",
            "  assay report --warehouse=bigquery:PROJECT --warehouseLocation=EU --output=report.html");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Console console) throws IOException {
    write(
        arguments.matchedOptionValue("warehouse", ""),
        WarehouseSettings.of(RunnerOptions.passedOn(arguments)),
        Local.file("output", arguments.matchedOptionValue("output", "")),
        console);
    return ExitCode.PUBLISHED;
  }

  /** Writes the page, whole or not at all, and says where it is. */
  static void write(String warehouse, WarehouseSettings settings, Path output, Console console)
      throws IOException {
    String html;
    try (WarehouseReader reader = WarehouseReader.open(warehouse, settings)) {
      html = Report.html(reader, name(warehouse));
    }
    Path page = output.toAbsolutePath();
    Files.createDirectories(page.getParent());
    Path unfinished = page.resolveSibling("." + page.getFileName() + ".part");
    try {
      Files.writeString(unfinished, html, StandardCharsets.UTF_8);
      Files.move(unfinished, page, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    console.out().println("report: " + output + " (open it in a browser)");
  }

  /** Without the folders, which are nobody else's business. */
  private static String name(String warehouse) {
    return warehouse.substring(Math.max(warehouse.lastIndexOf('/'), warehouse.indexOf(':')) + 1);
  }
}
