package dev.assay.schemas;

import dev.assay.schemas.Threshold.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** References between datasets, from the {@code relationships} of schemas and properties. */
final class ReferenceBinder {
  private static final Pattern SHORTHAND = Pattern.compile("[A-Za-z0-9_]+\\.[A-Za-z0-9_]+");

  private final Map<String, BoundDataset> datasets = new LinkedHashMap<>();

  ReferenceBinder(List<BoundDataset> datasets) {
    datasets.forEach(dataset -> this.datasets.put(dataset.name(), dataset));
  }

  /** The dataset with its references. */
  Dataset bind(BoundDataset dataset) {
    List<Reference> references = new ArrayList<>();
    for (BoundField field : dataset.fields()) {
      for (Part part : field.part().parts("relationships", "relationship", Keys.RELATIONSHIP)) {
        if (part.has("from")) {
          part.report("from", "\"from\" is the property itself: leave it out");
        }
        bind(dataset, part, List.of(field.name())).ifPresent(references::add);
      }
    }
    for (Part part : dataset.part().parts("relationships", "relationship", Keys.RELATIONSHIP)) {
      List<String> from = own(dataset, part);
      if (!from.isEmpty()) {
        bind(dataset, part, from).ifPresent(references::add);
      }
    }
    requireOnce(dataset, references);
    boolean asksForOrphans =
        dataset.dataset().thresholds().stream().anyMatch(t -> t.metric() == Metric.ORPHANS);
    if (asksForOrphans && references.isEmpty()) {
      dataset.part().report("quality", "orphans are counted, but there is no relationship");
    }
    return dataset.dataset().withReferences(references);
  }

  private static void requireOnce(BoundDataset dataset, List<Reference> references) {
    if (references.stream().map(Reference::id).distinct().count() < references.size()) {
      dataset.part().report("two relationships start from the same property");
    }
  }

  /** The fields that a schema's own relationship starts from. */
  private static List<String> own(BoundDataset dataset, Part relationship) {
    List<String> fields = new ArrayList<>();
    for (String from : names(relationship, "from")) {
      String field = from.substring(from.indexOf('.') + 1);
      if (!from.startsWith(dataset.name() + ".")) {
        relationship.report("from", "\"from\" must be of " + dataset.name() + ", not " + from);
        return List.of();
      }
      if (dataset.find(field).isEmpty()) {
        String unknown = Part.unknown("property", field, dataset.fieldNames());
        relationship.report("from", "\"from\": " + unknown);
        return List.of();
      }
      fields.add(field);
    }
    return fields;
  }

  private static List<String> names(Part relationship, String key) {
    if (!relationship.has(key)) {
      relationship.report("required key \"" + key + "\" is missing");
      return List.of();
    }
    List<String> names =
        relationship.node(key).orElseThrow() instanceof SequenceNode
            ? relationship.texts(key)
            : relationship.text(key).stream().toList();
    for (String name : names) {
      if (!SHORTHAND.matcher(name).matches()) {
        String example = ", such as customers.customer_id";
        relationship.report(key, '"' + key + "\" must be schema.property" + example);
        return List.of();
      }
    }
    return names;
  }

  private Optional<Reference> bind(BoundDataset dataset, Part relationship, List<String> from) {
    relationship.word("type", List.of("foreignKey"));
    Outcome outcome = OnViolation.one(relationship.custom(OnViolation.KEY), Outcome.WARN);
    if (outcome == Outcome.QUARANTINE) {
      relationship.report("onViolation of a relationship is warn or fail, never quarantine");
    }
    List<String> to = names(relationship, "to");
    Optional<BoundDataset> target = target(relationship, to);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    List<String> key = target.get().dataset().key();
    List<String> targets = to.stream().map(name -> name.substring(name.indexOf('.') + 1)).toList();
    if (!fit(relationship, target.get(), targets, from.size())) {
      return Optional.empty();
    }
    List<String> ordered = key.stream().map(name -> from.get(targets.indexOf(name))).toList();
    requireSameTypes(relationship, dataset, ordered, target.get());
    String id = String.join("_", from) + ".reference";
    return Optional.of(new Reference(id, ordered, target.get().name(), key, outcome));
  }

  private Optional<BoundDataset> target(Part relationship, List<String> to) {
    List<String> schemas =
        to.stream().map(name -> name.substring(0, name.indexOf('.'))).distinct().toList();
    if (schemas.size() > 1) {
      relationship.report("to", "\"to\" names more than one schema: " + String.join(", ", schemas));
    }
    if (schemas.size() != 1) {
      return Optional.empty();
    }
    BoundDataset target = datasets.get(schemas.get(0));
    if (target == null) {
      String unknown = Part.unknown("schema", schemas.get(0), datasets.keySet());
      relationship.report("to", "\"to\": " + unknown);
    }
    return Optional.ofNullable(target);
  }

  private static boolean fit(Part relationship, BoundDataset target, List<String> targets, int n) {
    for (String name : targets) {
      if (target.find(name).isEmpty()) {
        String what = "property of " + target.name();
        relationship.report("to", "\"to\": " + Part.unknown(what, name, target.fieldNames()));
        return false;
      }
    }
    List<String> key = target.dataset().key();
    boolean isKey = targets.size() == key.size() && targets.containsAll(key) && n == key.size();
    if (!isKey) {
      String whole = key.isEmpty() ? ", and it has none" : ": " + String.join(", ", key);
      relationship.report("to", "\"to\" must be the whole primary key of " + target.name() + whole);
    }
    return isKey;
  }

  private static void requireSameTypes(
      Part relationship, BoundDataset dataset, List<String> from, BoundDataset target) {
    List<String> key = target.dataset().key();
    for (int i = 0; i < key.size(); i++) {
      BoundField here = dataset.find(from.get(i)).orElseThrow();
      BoundField there = target.find(key.get(i)).orElseThrow();
      boolean known = here.hasType() && there.hasType();
      if (here.field().type().kind() == Type.Kind.LIST) {
        relationship.report(here.name() + " is a list: a reference starts from single values");
      } else if (known && !here.field().type().equals(there.field().type())) {
        String its = target.name() + "." + there.name() + " is " + there.field().type();
        relationship.report("to", here.name() + " is " + here.field().type() + ", but " + its);
      }
    }
  }
}
