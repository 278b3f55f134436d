package dev.assay.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.transforms.log.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What Dataflow is told of a pipeline as a Flex Template, as its API names it ({@code
 * TemplateMetadata}). All of it follows from the options, so that a form in the console asks for
 * what the command line takes, and refuses what it would refuse. A parameter that is not listed is
 * refused as well, so that it has to be made where all options are on the class path.
 *
 * @param name of the template
 * @param description what the pipeline does, reads and writes
 * @param streaming whether it goes on until it is drained
 * @param supportsAtLeastOnce of a stream, whether its runner may repeat an element; null of a batch
 * @param supportsExactlyOnce the opposite; null of a batch
 * @param parameters required ones first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FlexTemplate(
    String name,
    String description,
    boolean streaming,
    @Nullable Boolean supportsAtLeastOnce,
    @Nullable Boolean supportsExactlyOnce,
    List<Parameter> parameters) {

  private static final Set<String> WRITTEN = Set.of("output", "archive");

  private static final String BUCKET = "gs://[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]";

  /**
   * One of its parameters.
   *
   * @param name of the option
   * @param groupName heading that the console lists it under
   * @param label its name for a person
   * @param helpText what it is, and what holds without it
   * @param isOptional whether the pipeline runs without it
   * @param regexes what its value must match, whole
   * @param paramType what the console helps to look for
   * @param defaultValue what holds unless it is given; null if that is no value of the option
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Parameter(
      String name,
      String groupName,
      String label,
      String helpText,
      boolean isOptional,
      List<String> regexes,
      String paramType,
      @Nullable String defaultValue) {

    static Parameter of(Setting setting) {
      // Its default is a file on the machine of whoever starts the pipeline.
      boolean isOptional = !setting.isRequired() && setting.kind() != Kind.WAREHOUSE;
      return new Parameter(
          setting.name(),
          group(setting),
          label(setting.name()),
          help(setting, isOptional),
          isOptional,
          List.of("^" + regex(setting.kind()) + "$"),
          type(setting),
          setting.value().isEmpty() ? null : setting.value());
    }

    private static String group(Setting setting) {
      if (!setting.section().isEmpty()) {
        return setting.section();
      }
      return switch (setting.kind()) {
        case WAREHOUSE -> "What is written";
        case FOLDER -> WRITTEN.contains(setting.name()) ? "What is written" : "What is read";
        case FILE, SUBSCRIPTION -> "What is read";
        default -> "Options";
      };
    }

    /** {@code maxRecordSize} is "Max record size". */
    private static String label(String name) {
      String words = name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
      return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String help(Setting setting, boolean isOptional) {
      String more =
          isOptional
              ? "Default: " + setting.unlessGiven() + "."
              : "For example: " + example(setting) + ".";
      return setting.description() + " " + more;
    }

    private static String example(Setting setting) {
      return switch (setting.kind()) {
        case FOLDER, FILE -> "gs://BUCKET/" + setting.example();
        case WAREHOUSE -> "bigquery:PROJECT";
        default -> setting.example();
      };
    }

    /** Narrower than on the command line, where files and folders of the machine will do. */
    private static String regex(Kind kind) {
      return switch (kind) {
        case FOLDER -> BUCKET + "(/[^*?\\[\\]{}\\s]*)?";
        case FILE, KEY -> BUCKET + "/[^*?\\[\\]{}\\s]+";
        case WAREHOUSE -> "bigquery:([a-z0-9][a-z0-9.-]{0,62}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]";
        default -> "(" + kind.regex() + ")";
      };
    }

    private static String type(Setting setting) {
      return switch (setting.kind()) {
        case FOLDER -> WRITTEN.contains(setting.name()) ? "GCS_WRITE_FOLDER" : "GCS_READ_FOLDER";
        case FILE, KEY -> "GCS_READ_FILE";
        case SUBSCRIPTION -> "PUBSUB_SUBSCRIPTION";
        default -> "TEXT";
      };
    }
  }

  static FlexTemplate of(NamedPipeline pipeline) {
    Boolean exactlyOnce = pipeline.isStream() ? true : null;
    return new FlexTemplate(
        "Assay " + pipeline.name(),
        pipeline.description()
            + " Reads "
            + pipeline.reads()
            + ". Writes "
            + pipeline.writes()
            + ".",
        pipeline.isStream(),
        exactlyOnce == null ? null : false,
        exactlyOnce,
        Stream.concat(Setting.of(pipeline.options()).stream(), Setting.registered().stream())
            .filter(setting -> !setting.isForHereOnly())
            .map(Parameter::of)
            .toList());
  }

  /** As a file holds it. */
  String json() {
    return new String(Json.writePretty(this), StandardCharsets.UTF_8) + "\n";
  }
}
