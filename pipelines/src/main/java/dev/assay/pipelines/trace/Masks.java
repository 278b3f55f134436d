package dev.assay.pipelines.trace;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Field;
import dev.assay.transforms.trace.Event;
import dev.assay.transforms.trace.Story;
import dev.assay.transforms.validate.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Hides what a contract calls classified, in silver and in gold, where columns keep their names.
 * Without a contract nobody knows what is: then every value is hidden.
 */
final class Masks {
  private final @Nullable Contract contract;
  private final Set<String> classified;

  /**
   * @param contract of the records; null if there is none at hand
   */
  Masks(@Nullable Contract contract) {
    this.contract = contract;
    this.classified =
        contract == null
            ? Set.of()
            : contract.datasets().stream()
                .flatMap(dataset -> dataset.fields().stream())
                .filter(field -> !field.isPublic())
                .map(Field::name)
                .collect(Collectors.toSet());
  }

  Story hide(Story story) {
    return new Story(
        story.pipeline(),
        story.dataset(),
        story.file(),
        story.line(),
        story.earlier(),
        story.events().stream().map(event -> hide(event, story.dataset())).toList());
  }

  private Event hide(Event event, String dataset) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    event
        .facts()
        .forEach(
            (name, value) -> {
              if (value instanceof Map<?, ?> columns) {
                facts.put(name, hide(columns));
              } else if (name.equals("raw") && !isPublic(dataset)) {
                facts.put(name, Violation.MASK);
              } else if (name.equals("key") && value instanceof List<?> && !hasPublicKey(dataset)) {
                facts.put(name, List.of(Violation.MASK));
              } else {
                facts.put(name, value);
              }
            });
    return new Event(event.kind(), event.batch(), event.entry(), event.at(), facts);
  }

  private Map<String, @Nullable Object> hide(Map<?, ?> columns) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    columns.forEach(
        (column, value) ->
            shown.put(
                column.toString(),
                value != null && (contract == null || classified.contains(column.toString()))
                    ? Violation.MASK
                    : value));
    return shown;
  }

  private boolean isPublic(String dataset) {
    return contract != null
        && contract.find(dataset).stream()
            .allMatch(found -> found.fields().stream().allMatch(Field::isPublic));
  }

  private boolean hasPublicKey(String dataset) {
    return contract != null
        && contract.find(dataset).stream()
            .allMatch(found -> found.key().stream().noneMatch(classified::contains));
  }
}
