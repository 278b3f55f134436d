package dev.assay.pipelines;

import dev.assay.pipelines.generate.banking.BankingGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bank that delivers to a landing folder, and the output and the archive its files go to.
 *
 * @param folder holds all of it
 */
record Bank(Path folder) {
  static final List<String> FILES =
      List.of(
          "accounts.csv", "customers.csv", "loan_payments.csv", "loans.csv", "transactions.csv");

  /** A little more than half of a bank's rows are new to who knows the other delivery. */
  private static final int CUSTOMERS = 60;

  private static final double DIRTY = 0.02;

  Path landing() {
    return folder.resolve("landing");
  }

  Path output() {
    return folder.resolve("lake");
  }

  Path archive() {
    return folder.resolve("archive");
  }

  /** Puts a made delivery into the landing folder; the same seed is the same delivery. */
  Bank delivers(long seed) throws IOException {
    return delivers(seed, CUSTOMERS);
  }

  Bank delivers(long seed, int customers) throws IOException {
    BankingGenerator.of(customers, DIRTY, seed).writeTo(landing());
    Files.delete(landing().resolve("answers.json"));
    return this;
  }

  /** Puts the files of another folder into the landing folder. */
  Bank delivers(Path other) throws IOException {
    Files.createDirectories(landing());
    for (String file : FILES) {
      Files.copy(other.resolve(file), landing().resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return this;
  }

  /** The command that takes in what lies in the landing folder. */
  String[] command(String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("banking", "--input=" + landing(), "--output=" + output()));
    command.addAll(List.of(options));
    return command.toArray(String[]::new);
  }

  /** The same, with an archive. */
  String[] archiving() {
    return command("--archive=" + archive());
  }

  /** The files that were archived, by batch and name; and those that still lie there. */
  List<String> archived() throws IOException {
    List<String> files = new ArrayList<>();
    for (Path root : List.of(archive(), landing())) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> all = Files.walk(root)) {
          all.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .forEach(files::add);
        }
      }
    }
    return files.stream().sorted().toList();
  }
}
