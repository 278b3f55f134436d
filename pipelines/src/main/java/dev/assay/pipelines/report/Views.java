package dev.assay.pipelines.report;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.WarehouseReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The questions of the report as views of BigQuery, for dashboards that are made elsewhere: the
 * same queries, so that both tell the same. No view shows a record as delivered, only masked.
 */
public final class Views {
  private static final String ABOUT =
      "What the report of Assay shows, a view for each of its charts";

  private Views() {}

  /**
   * Statements that make the views, over those that are there: of each section whose tables a
   * warehouse has. The first makes the dataset, if there is none.
   *
   * @param warehouse whose tables are asked, one of BigQuery
   * @param name of the warehouse, for a person
   * @param location of the warehouse's datasets
   * @param dataset in which the views go
   * @throws RequestException if no pipeline has put anything into the warehouse
   */
  public static List<String> statements(
      WarehouseReader warehouse, String name, String location, String dataset) {
    Report.audit(warehouse, name);
    List<Section> sections = new ArrayList<>(Report.SECTIONS);
    sections.add(QuarantineRecords.section());
    List<String> statements = new ArrayList<>();
    statements.add(BigQueryDialect.createDatasetAt(location, dataset, ABOUT));
    Report.sections(warehouse, sections)
        .forEach(
            section ->
                section.charts().forEach(chart -> statements.add(view(dataset, section, chart))));
    return List.copyOf(statements);
  }

  private static String view(String dataset, PresentSection section, Chart chart) {
    Map<String, String> columns = new LinkedHashMap<>();
    chart.headings().forEach(heading -> columns.put(heading.column(), described(heading, chart)));
    return BigQueryDialect.createView(
        dataset,
        (section.id() + "_" + chart.id()).replace('-', '_'),
        described(section, chart),
        columns,
        section.tables().rendered(sql(chart)));
  }

  private static String described(PresentSection section, Chart chart) {
    String grain = chart.grain().isEmpty() ? "One row" : "One row per " + chart.grain();
    return (chart.title() + ". " + grain + ". " + chart.note() + " " + section.section().lead())
        .replace("  ", " ");
  }

  private static String described(Heading heading, Chart chart) {
    Heading.Quotient quotient = heading.quotient();
    String text = heading.label() + ": " + heading.unit().meaning() + ".";
    if (quotient == null) {
      return text
          + (heading.nullIf() == null ? " Never null." : " Null if " + heading.nullIf() + ".");
    }
    return "%s %s divided by %s, to nine decimals, half up. Null if the latter is 0 or null."
        .formatted(
            text,
            chart.given().get(quotient.dividend()).column(),
            chart.given().get(quotient.divisor()).column());
  }

  /** The query; with the quotients, which the report computes, if there are some. */
  private static String sql(Chart chart) {
    if (chart.given().size() == chart.headings().size()) {
      return chart.sql();
    }
    String columns =
        chart.headings().stream()
            .map(heading -> column(heading, chart))
            .collect(Collectors.joining(", "));
    return "SELECT " + columns + "\nFROM (\n" + chart.sql() + ") AS answer";
  }

  private static String column(Heading heading, Chart chart) {
    Heading.Quotient quotient = heading.quotient();
    if (quotient == null) {
      return heading.column();
    }
    return BigQueryDialect.quotient(
        chart.given().get(quotient.dividend()).column(),
        chart.given().get(quotient.divisor()).column());
  }
}
