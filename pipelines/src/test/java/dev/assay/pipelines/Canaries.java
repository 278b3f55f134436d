package dev.assay.pipelines;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words planted wherever a contract says that values are not for everybody. */
final class Canaries {
  /** What each of them begins with. */
  static final String WORD = "canary";

  private static final String COMMA = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private Canaries() {}

  /** Plants one in every classified field of every record of a delivery, sound or not. */
  static void plantIn(Path delivery, Contract contract) throws IOException {
    for (Dataset dataset : contract.datasets()) {
      if (dataset.fields().stream().allMatch(Field::isPublic)) {
        continue;
      }
      int slash = dataset.file().lastIndexOf('/') + 1;
      Path place = delivery.resolve(dataset.file().substring(0, slash));
      for (Path file : files(place, dataset.file().substring(slash))) {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<String> planted =
            dataset.format().kind() == Format.Kind.CSV
                ? csv(lines, dataset)
                : lines.stream().map(line -> json(line, dataset)).toList();
        Files.write(file, planted, StandardCharsets.UTF_8);
      }
    }
  }

  private static List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  file.getFileSystem()
                      .getPathMatcher("glob:" + pattern)
                      .matches(file.getFileName()))
          .toList();
    }
  }

  /** With some records at the end that break rules of every kind of shape. */
  private static List<String> csv(List<String> lines, Dataset dataset) {
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<Integer> classified =
        dataset.fields().stream()
            .filter(field -> !field.isPublic())
            .map(field -> header.indexOf(field.header()))
            .toList();
    List<String> planted = new ArrayList<>(List.of(lines.get(0)));
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(COMMA, -1);
      for (int at : classified) {
        if (at < fields.length && !fields[at].isEmpty()) {
          fields[at] = word(i);
        }
      }
      planted.add(String.join(",", fields));
    }
    String one =
        IntStream.range(0, header.size())
            .mapToObj(at -> classified.contains(at) ? word(at) : "x")
            .collect(Collectors.joining(","));
    planted.add(one.substring(one.indexOf(','))); // without its key
    planted.add(one.replaceFirst("^x", word(0)) + "," + word(0)); // with a field too many
    planted.add(one.replaceFirst(WORD, "\"" + WORD + "\"x")); // with a quote in the wrong place
    planted.add(word(1) + "," + word(2)); // with fields missing
    return planted;
  }

  private static String json(String line, Dataset dataset) {
    String planted = line;
    for (Field field : dataset.fields()) {
      if (!field.isPublic()) {
        String member = field.path().get(field.path().size() - 1);
        planted = planted.replaceAll("(\"" + member + "\" *: *\")[^\"]*", "$1" + word(3));
      }
    }
    return planted;
  }

  /** One that any rule for text, an address of mail or a name takes. */
  private static String word(int number) {
    return WORD + number + "@example.org";
  }
}
