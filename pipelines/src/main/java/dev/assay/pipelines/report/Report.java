package dev.assay.pipelines.report;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.WarehouseReader;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A warehouse as one page. A pure function of what the warehouse holds, never of the clock. */
public final class Report {
  private static final String LATEST = "SELECT MAX(published_at) FROM {audit}.load_audit";

  /** Trust first of all. */
  static final List<Section> SECTIONS =
      List.of(
          TrustSection.section(),
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
    Question audit = audit(warehouse, name);
    return new Page(
            name,
            Unit.TIME.text(latest(audit)),
            Verdict.of(audit),
            sections(warehouse, SECTIONS).map(Report::part).toList(),
            QuarantineRecords.read(audit))
        .html();
  }

  /** Those whose tables are there. */
  static Stream<PresentSection> sections(WarehouseReader warehouse, List<Section> sections) {
    return sections.stream().flatMap(section -> PresentSection.in(warehouse, section));
  }

  /**
   * Looks whether there is anything to tell of.
   *
   * @throws RequestException if no pipeline has put anything into the warehouse
   */
  static Question audit(WarehouseReader warehouse, String name) {
    Question audit = new Question(warehouse, WarehouseReader.AUDIT);
    if (!audit.canBeAsked(LATEST) || latest(audit) == null) {
      throw new RequestException(
          name + " holds no batch: run a pipeline with this --warehouse first.");
    }
    return audit;
  }

  private static @Nullable Object latest(Question audit) {
    return audit.ask(LATEST).get(0).get(0);
  }

  private static Part part(PresentSection section) {
    List<FilledChart> charts =
        section.charts().stream()
            .map(chart -> filled(section.id(), chart, section.tables()))
            .toList();
    return new Part(section.id(), section.title(), section.section().lead(), charts);
  }

  private static FilledChart filled(String section, Chart chart, Question tables) {
    return new FilledChart(
        section + "-" + chart.id(), chart, Grid.of(chart, tables.ask(chart.sql())));
  }
}
