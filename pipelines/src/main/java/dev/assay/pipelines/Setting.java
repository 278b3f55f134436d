package dev.assay.pipelines;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * An option of ours, as data.
 *
 * @param name as it is typed, without the dashes
 * @param kind what its value stands for
 * @param description for a person
 * @param isRequired whether nothing runs without it
 * @param unlessGiven what holds if it is not given, for a person; empty for a required one
 * @param value what holds if it is not given, as it would be typed; empty if that is nothing
 * @param example a value to show in an example; empty for an optional one
 * @param section heading that help lists it under; empty among the first
 * @param isForHereOnly whether it means nothing to a pipeline that other machines run
 */
public record Setting(
    String name,
    Kind kind,
    String description,
    boolean isRequired,
    String unlessGiven,
    String value,
    String example,
    String section,
    boolean isForHereOnly) {

  /** The options of an interface that are ours: required ones first, then by section and name. */
  public static List<Setting> of(Class<? extends PipelineOptions> options) {
    return Arrays.stream(options.getMethods())
        .filter(method -> method.isAnnotationPresent(Takes.class))
        .map(Setting::of)
        .sorted(
            Comparator.comparing(Setting::isOptional)
                .thenComparing(Setting::section)
                .thenComparing(Setting::name))
        .toList();
  }

  /** Those of ours that no pipeline has: of what is on the class path only where it is needed. */
  static List<Setting> registered() {
    return PipelineOptionsFactory.getRegisteredOptions().stream()
        .sorted(Comparator.comparing(Class::getName))
        .flatMap(options -> of(options).stream())
        .toList();
  }

  private static Setting of(Method getter) {
    Takes takes = getter.getAnnotation(Takes.class);
    Description description =
        Objects.requireNonNull(
            getter.getAnnotation(Description.class), () -> getter + " has no description");
    return new Setting(
        property(getter).orElseThrow(),
        takes.value(),
        description.value(),
        takes.unlessGiven().isEmpty(),
        takes.unlessGiven(),
        value(getter),
        takes.example(),
        takes.section(),
        takes.isForHereOnly());
  }

  private static String value(Method getter) {
    if (getter.isAnnotationPresent(Default.Integer.class)) {
      return Integer.toString(getter.getAnnotation(Default.Integer.class).value());
    }
    return getter.isAnnotationPresent(Default.String.class)
        ? getter.getAnnotation(Default.String.class).value()
        : "";
  }

  private boolean isOptional() {
    return !isRequired;
  }

  /** The option that a getter reads, or empty if the method is no getter. */
  static Optional<String> property(Method method) {
    String name = method.getName();
    if (method.getParameterCount() > 0) {
      return Optional.empty();
    }
    if (name.startsWith("get") && name.length() > 3) {
      return Optional.of(Introspector.decapitalize(name.substring(3)));
    }
    if (name.startsWith("is") && name.length() > 2) {
      return Optional.of(Introspector.decapitalize(name.substring(2)));
    }
    return Optional.empty();
  }
}
