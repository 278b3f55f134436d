package dev.assay.pipelines.generate;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The truth about a generated delivery: {@code answers.json}.
 *
 * @param customers how many customers were asked for
 * @param dirty which share of the rows was spoilt
 * @param seed what the delivery follows from
 * @param rows records of all files
 * @param files the books of each file, by its name
 * @param silver columns of money by {@code dataset.column}, summed over the rows that stay
 * @param gold what each gold table must hold, by its name
 */
public record Answers(
    int customers,
    double dirty,
    long seed,
    long rows,
    Map<String, FileAnswers> files,
    Map<String, String> silver,
    Map<String, GoldAnswers> gold) {

  public void writeTo(Path file) throws IOException {
    write(this, file);
  }

  /** Line ends do not follow the machine, or equal deliveries would differ. */
  public static void write(Object answers, Path file) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    String json = new ObjectMapper().writer(printer).writeValueAsString(answers);
    Files.write(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
