package dev.assay.pipelines.trace;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.trace.Event;
import dev.assay.transforms.trace.Story;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A story as sentences, one a line, with what belongs to them below. */
final class Sentences {
  private static final int WIDTH = 160;

  private final List<String> lines = new ArrayList<>();

  private Sentences() {}

  static List<String> of(List<Story> stories) {
    Sentences sentences = new Sentences();
    stories.forEach(sentences::tell);
    return sentences.lines;
  }

  private void tell(Story story) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(
        story.file() + ":" + story.line() + ", " + story.dataset() + " of " + story.pipeline());
    story.events().forEach(this::tell);
    if (story.earlier() > 0) {
      lines.add(
          "  "
              + story.earlier()
              + " earlier batches have a file of that name; --batch=NAME tells of theirs");
    }
  }

  private void tell(Event event) {
    Map<String, ?> facts = event.facts();
    String batch = "batch " + event.batch();
    lines.add("  " + word(event) + sentence(event, facts, batch));
    if (event.kind() == Event.Kind.QUARANTINED) {
      lines.add("               " + cut(String.valueOf(facts.get("raw"))));
      if (facts.containsKey("fields")) {
        lines.add("               " + columns(facts.get("fields")));
      }
      ((List<?>) facts.get("violations"))
          .forEach(broken -> lines.add("             - " + violation((Lines.Broken) broken)));
    }
    if (event.kind() == Event.Kind.ROW) {
      lines.add("               " + columns(facts.get("fields")));
    }
    if (event.kind() == Event.Kind.COUNTED) {
      lines.add("               " + columns(facts.get("row")));
    }
  }

  private static String word(Event event) {
    return String.format("%-13s", event.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String sentence(Event event, Map<String, ?> facts, String batch) {
    return switch (event.kind()) {
      case READ ->
          batch
              + " (log entry "
              + event.entry()
              + "), as of "
              + facts.get("asOf")
              + ", contract "
              + facts.get("contract");
      case REPLAYS ->
          "from quarantine of batch "
              + facts.get("fromBatch")
              + ", "
              + facts.get("fromFile")
              + ":"
              + facts.get("fromLine")
              + (Boolean.TRUE.equals(facts.get("mended")) ? ", mended" : ", as it was");
      case QUARANTINED -> "refused for what it breaks";
      case WARNED -> facts.get("rule") + ": " + facts.get("message");
      case DUPLICATE, REPLACED ->
          facts.get("keptFile")
              + ":"
              + facts.get("keptLine")
              + " has its key, and was kept"
              + differs(facts);
      case KEPT ->
          facts.get("file")
              + ":"
              + facts.get("line")
              + " has its key, and gave way"
              + differs(facts);
      case ROW -> "in " + facts.get("silverFile");
      case COUNTED -> facts.get("table") + " " + columns(facts.get("key"));
      case NONE -> String.valueOf(facts.get("reason"));
      case PUBLISHED -> batch + ", " + at(event);
      case REFUSED -> batch + ", " + at(event) + ", by " + facts.get("checks");
      case REPLAYED ->
          batch
              + ", "
              + at(event)
              + ": "
              + facts.get("outcome")
              + " as "
              + facts.get("file")
              + ":"
              + facts.get("line");
      case SUPERSEDED ->
          "by " + batch + " of " + facts.get("asOf") + ", " + at(event) + ": " + facts.get("state");
    };
  }

  private static String differs(Map<String, ?> facts) {
    return Boolean.TRUE.equals(facts.get("differs")) ? "; they differ" : "; they are the same";
  }

  private static String at(Event event) {
    return event.at().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String violation(Lines.Broken broken) {
    String value = broken.value() == null ? "" : " (" + broken.value() + ")";
    return broken.rule() + ": " + broken.message() + value;
  }

  private static String columns(Object columns) {
    return cut(
        ((Map<?, ?>) columns)
            .entrySet().stream()
                .map(column -> column.getKey() + "=" + column.getValue())
                .collect(Collectors.joining(", ")));
  }

  private static String cut(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…";
  }
}
