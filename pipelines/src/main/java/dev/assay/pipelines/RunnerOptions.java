package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Beam's own options ({@code --runner}, {@code --project} …), passed on but not listed in help. A
 * command that runs nothing takes them too: they say who asks a bucket or a warehouse, and where.
 */
public final class RunnerOptions {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Options that speak to the command line itself. */
  private static final List<String> OURS = List.of(Specs.STACKTRACE, Answer.OPTION);

  private RunnerOptions() {}

  /** What Beam and the runners on the class path know, by name; the same for every command. */
  private static final Map<String, Class<?>> KNOWN = known();

  private static Map<String, Class<?>> known() {
    Map<String, Class<?>> known = new LinkedHashMap<>();
    for (Class<? extends PipelineOptions> options : PipelineOptionsFactory.getRegisteredOptions()) {
      for (Method method : options.getMethods()) {
        Setting.property(method).ifPresent(name -> known.putIfAbsent(name, method.getReturnType()));
      }
    }
    return known;
  }

  /** Adds, hidden, all of them that a command has none of its own for. */
  static void addTo(CommandSpec spec) {
    KNOWN.forEach(
        (name, type) -> {
          if (spec.findOption("--" + name) == null) {
            spec.addOption(spec(name, type));
          }
        });
  }

  /**
   * Those that a command line gives, as words for another one.
   *
   * @return each as {@code --name=value}
   */
  public static List<String> words(ParseResult arguments) {
    return arguments.matchedOptions().stream()
        .filter(OptionSpec::hidden)
        .flatMap(
            option ->
                values(option.getValue()).stream().map(value -> option.longestName() + "=" + value))
        .toList();
  }

  /**
   * The same, as Beam understands them, without the command's own.
   *
   * @throws RequestException if Beam cannot make sense of a value
   */
  public static PipelineOptions passedOn(ParseResult arguments) {
    return parse(words(arguments), PipelineOptions.class);
  }

  private static OptionSpec spec(String name, Class<?> type) {
    OptionSpec.Builder spec = OptionSpec.builder("--" + name).hidden(true).paramLabel("VALUE");
    if (type == boolean.class || type == Boolean.class) {
      return spec.type(String.class).arity("0..1").fallbackValue("true").build();
    }
    if (Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
      return spec.type(List.class).auxiliaryTypes(String.class).arity("1").build();
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      spec.converters(RunnerOptions::wholeNumber);
    }
    return spec.type(String.class).build();
  }

  /** Beam would refuse it too, but not say which option it means. */
  private static String wholeNumber(String value) {
    try {
      return String.valueOf(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "takes a whole number, not '" + Text.printable(value) + "'");
    }
  }

  /**
   * The options that a command line gives, for Beam to parse.
   *
   * @throws RequestException if Beam cannot make sense of a value
   */
  static <T extends PipelineOptions> T parse(ParseResult arguments, Class<T> type) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (OptionSpec option : arguments.matchedOptions()) {
      if (!OURS.contains(option.longestName())) {
        values.put(option.longestName(), values(option.getValue()));
      }
    }
    if (isDirect(values)) {
      directDefaults().forEach((name, value) -> values.putIfAbsent(name, List.of(value)));
    }
    List<String> args = new ArrayList<>();
    values.forEach((name, texts) -> texts.forEach(text -> args.add(name + "=" + text)));
    return parse(args, type);
  }

  private static <T extends PipelineOptions> T parse(List<String> args, Class<T> type) {
    try {
      return PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).withValidation().as(type);
    } catch (IllegalArgumentException e) {
      // Behind the first line comes where in its JSON the library stood.
      throw new RequestException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static List<String> values(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }

  private static boolean isDirect(Map<String, List<String>> values) {
    List<String> runners =
        Arrays.asList(DirectRunner.class.getSimpleName(), DirectRunner.class.getName());
    return runners.containsAll(values.getOrDefault("--runner", List.of()));
  }

  /**
   * The runner's checks of user code more than double a run's time: they are for tests. Not
   * blocking lets progress be shown.
   */
  private static Map<String, String> directDefaults() {
    return Map.of(
        "--enforceImmutability", "false",
        "--enforceEncodability", "false",
        "--blockOnRun", "false",
        "--targetParallelism", String.valueOf(PROCESSORS));
  }

  /**
   * How many threads the DirectRunner is to have: as many as there are processors, but no more than
   * buckets. A thread of it that has nothing to do looks for work without a pause: a small delivery
   * took a third more of the processors with two than with one.
   *
   * @param asked what the options say; another number than that of the processors is not changed
   * @param buckets into which the largest dataset is grouped
   */
  static int threads(int asked, int buckets) {
    return asked == PROCESSORS ? Math.min(PROCESSORS, buckets) : asked;
  }
}
