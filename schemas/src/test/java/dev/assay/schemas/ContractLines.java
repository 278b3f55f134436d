package dev.assay.schemas;

import java.util.ArrayList;
import java.util.List;

/** A contract as lines that a person can check: datasets, fields, bounds, references. */
final class ContractLines {
  private ContractLines() {}

  static List<String> of(Contract contract) {
    List<String> lines = new ArrayList<>();
    contract.datasets().forEach(dataset -> describe(dataset, lines));
    return lines;
  }

  private static void describe(Dataset dataset, List<String> lines) {
    lines.add(dataset.name() + " in " + dataset.file() + " by " + dataset.key());
    for (Field field : dataset.fields()) {
      StringBuilder line = new StringBuilder("  " + field.name() + " " + field.type());
      line.append(field.required() ? " required" : "");
      field.rules().stream()
          .filter(rule -> !rule.bound().isEmpty())
          .forEach(rule -> line.append(" " + rule.kind().suffix() + " " + rule.bound()));
      line.append(field.isPublic() ? "" : " " + field.classification());
      lines.add(line.toString());
    }
    for (Reference to : dataset.references()) {
      lines.add("  " + to.fields() + " " + to.outcome() + " -> " + to.dataset() + to.targets());
    }
  }
}
