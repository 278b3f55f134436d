package dev.assay.pipelines;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A folder that files of orders land in, and the lake and the archive that they go to.
 *
 * @param folder holds all of it
 */
record OrdersLanding(Path folder) {

  Path landing() {
    return folder.resolve("landing");
  }

  Path output() {
    return folder.resolve("lake");
  }

  Path archive() {
    return folder.resolve("archive");
  }

  OrdersLake lake() {
    return OrdersLake.at(output());
  }

  /** The place of a file of orders. */
  Path file(String name) {
    return landing().resolve("orders").resolve(name);
  }

  /** Lands a file; one named {@code .gz} is compressed. */
  OrdersLanding lands(String name, List<String> lines) throws IOException {
    Path file = file(name);
    Files.createDirectories(file.getParent());
    byte[] bytes =
        lines.isEmpty()
            ? new byte[0]
            : (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream gzip = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      gzip.write(bytes);
    }
    return this;
  }

  /** Takes in what is new, and archives it. */
  PipelineLake.Run run(String... options) {
    List<String> all = new ArrayList<>(List.of("--archive=" + archive()));
    all.addAll(List.of(options));
    return lake().run(landing(), all.toArray(String[]::new));
  }

  /** The same, which must be published. */
  PipelineLake.Run publish(String... options) {
    List<String> all = new ArrayList<>(List.of("--archive=" + archive()));
    all.addAll(List.of(options));
    return lake().publish(landing(), all.toArray(String[]::new));
  }

  /** The command that takes in what is new, for a process of its own. */
  String[] command(String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("orders", "--landing=" + landing(), "--output=" + output()));
    command.addAll(List.of("--archive=" + archive(), "--settle=0"));
    command.addAll(List.of(options));
    return command.toArray(String[]::new);
  }

  /** The files that lie in the landing folder. */
  List<String> landed() throws IOException {
    return files(landing());
  }

  /** The files of the archive, without the folders of their batches. */
  List<String> archived() throws IOException {
    return files(archive()).stream()
        .map(name -> name.substring(name.indexOf('/') + 1))
        .sorted()
        .toList();
  }

  /** The same, where they lie. */
  List<Path> archivedFiles() throws IOException {
    return files(archive()).stream().map(archive()::resolve).toList();
  }

  private static List<String> files(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** The lines of a generated feed, in the order in which they come. */
  static List<String> lines(Feed feed, Path scratch) throws IOException {
    OrdersGenerator.of(feed).writeTo(scratch);
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(scratch.resolve("orders"))) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
