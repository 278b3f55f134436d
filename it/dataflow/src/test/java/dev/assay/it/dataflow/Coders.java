package dev.assay.it.dataflow;

import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/** How the elements of a graph are written: what a job that is updated has to be able to read. */
final class Coders extends Pipeline.PipelineVisitor.Defaults {
  private final List<String> lines = new ArrayList<>();
  private final Set<Class<?>> serialized = new LinkedHashSet<>();

  private Coders() {}

  static Coders of(Pipeline pipeline) {
    Coders coders = new Coders();
    pipeline.traverseTopologically(coders);
    return coders;
  }

  /** {@code Step: Coder(Coder, Coder)} for each collection, in the order of the alphabet. */
  List<String> lines() {
    return lines.stream().distinct().sorted().toList();
  }

  /**
   * Classes of ours that Java serializes, elements and coders, of which the next version would
   * count as another class. A record is known by the names of its components alone.
   */
  List<String> unpinned() {
    return serialized.stream()
        .filter(type -> type.getName().startsWith("dev.assay."))
        .filter(type -> !type.isRecord() && !type.isEnum() && !isPinned(type))
        .map(Class::getName)
        .sorted()
        .toList();
  }

  private static boolean isPinned(Class<?> type) {
    return ObjectStreamClass.lookup(type) != null
        && Arrays.stream(type.getDeclaredFields())
            .anyMatch(field -> field.getName().equals("serialVersionUID"));
  }

  @Override
  public void visitValue(PValue value, Node producer) {
    if (value instanceof PCollection<?> collection) {
      lines.add(producer.getFullName() + ": " + name(collection.getCoder()));
    }
  }

  private String name(Coder<?> coder) {
    serialized.add(coder.getClass());
    if (coder instanceof SerializableCoder<?> elements) {
      serialized.add(elements.getRecordType());
      return "Serialized " + elements.getRecordType().getSimpleName();
    }
    List<? extends Coder<?>> parts = coder.getCoderArguments();
    String name = coder.getClass().getName().replaceFirst(".*\\.", "");
    return parts == null || parts.isEmpty()
        ? name
        : name + parts.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
  }
}
