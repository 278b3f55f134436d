package dev.assay.pipelines.report;

import dev.assay.transforms.warehouse.WarehouseReader;
import java.util.List;
import java.util.stream.Stream;

/**
 * A section whose tables are in a warehouse.
 *
 * @param id unique among them
 * @param title as a heading
 * @param section what it is of
 * @param tables its tables, to be asked
 */
record PresentSection(String id, String title, Section section, Question tables) {

  /** One for each schema that has the section's tables: one, unless contracts share a lake. */
  static Stream<PresentSection> in(WarehouseReader warehouse, Section section) {
    List<String> schemas = warehouse.schemasWith(section.table());
    return schemas.stream()
        .map(
            schema ->
                new PresentSection(
                    section.id() + (schemas.size() > 1 ? "-" + schema : ""),
                    section.title() + (schemas.size() > 1 ? " (" + schema + ")" : ""),
                    section,
                    new Question(warehouse, schema)));
  }

  /** Its charts whose tables are all there. */
  List<Chart> charts() {
    return section.charts().stream().filter(chart -> tables.canBeAsked(chart.sql())).toList();
  }
}
