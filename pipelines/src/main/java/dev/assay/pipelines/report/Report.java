package dev.assay.pipelines.report;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.WarehouseReader;
import java.util.ArrayList;
import java.util.List;

/** A warehouse as one page. A pure function of what the warehouse holds, never of the clock. */
public final class Report {
  private static final String LATEST = "SELECT MAX(published_at) FROM {audit}.load_audit";

  private static final List<Section> SECTIONS =
      List.of(
          BankingSection.section(),
          Customer360Section.section(),
          OrdersSection.section(),
          OnlineRetailSection.section());

  private Report() {}

  /**
   * The page, as HTML: Trust, and a section for each domain whose tables are there.
   *
   * @param name of the warehouse, for a person
   * @throws RequestException if no pipeline has put anything into the warehouse
   */
  public static String html(WarehouseReader warehouse, String name) {
    Question audit = new Question(warehouse, WarehouseReader.AUDIT);
    if (!audit.canBeAsked(LATEST) || audit.ask(LATEST).get(0).get(0) == null) {
      throw new RequestException(
          name + " holds no batch: run a pipeline with this --warehouse first.");
    }
    List<Part> parts = new ArrayList<>(parts(TrustSection.section(), warehouse));
    SECTIONS.forEach(section -> parts.addAll(parts(section, warehouse)));
    return new Page(
            name,
            Unit.TIME.text(audit.ask(LATEST).get(0).get(0)),
            Verdict.of(audit),
            parts,
            QuarantineRecords.read(audit))
        .html();
  }

  /** A section for each schema that has its tables: one, unless several contracts share a lake. */
  private static List<Part> parts(Section section, WarehouseReader warehouse) {
    List<String> schemas = warehouse.schemasWith(section.table());
    return schemas.stream()
        .map(schema -> part(section, new Question(warehouse, schema), schemas.size() > 1, schema))
        .toList();
  }

  private static Part part(Section section, Question tables, boolean isOneOfMany, String schema) {
    String id = section.id() + (isOneOfMany ? "-" + schema : "");
    String title = section.title() + (isOneOfMany ? " (" + schema + ")" : "");
    List<Answer> answers =
        section.charts().stream()
            .filter(chart -> tables.canBeAsked(chart.sql()))
            .map(chart -> answer(id, chart, tables))
            .toList();
    return new Part(id, title, section.lead(), answers);
  }

  private static Answer answer(String section, Chart chart, Question tables) {
    return new Answer(section + "-" + chart.id(), chart, Grid.of(chart, tables.ask(chart.sql())));
  }
}
