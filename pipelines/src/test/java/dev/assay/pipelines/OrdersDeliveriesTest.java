package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code assay generate orders}, as it is typed. */
class OrdersDeliveriesTest {
  private static final String[] OPTIONS = {
    "--hours=26",
    "--rate=30",
    "--late=0.1",
    "--duplicates=0.1",
    "--mismatch=0.1",
    "--conflicts=0.1",
    "--dirty=0.2",
    "--seed=5"
  };

  @TempDir private Path folder;

  @Test
  void writesTheSameBytesInEveryProcessAndCountry() throws Exception {
    List<String> here = List.of();
    List<String> elsewhere =
        List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Asia/Kathmandu");
    generate("one", here);
    generate("two", elsewhere);

    Map<String, Integer> one = hashes(folder.resolve("one"));
    assertThat(one, equalTo(hashes(folder.resolve("two"))));
    assertThat(one.size(), is(26 * 4 + 2 * 2 + 1));
  }

  private void generate(String name, List<String> jvmOptions) throws Exception {
    String[] command = command(OPTIONS, folder.resolve(name).toString());
    ChildRun run = ChildRun.start(folder.resolve(name + "-run"), jvmOptions, command);
    assertThat(run.err(), run.exitCode(), is(0));
  }

  /** A folder that is landed from while it is written shows no half of a file. */
  @Test
  void leavesNothingUnfinished() throws Exception {
    assertThat(run(command(OPTIONS, folder.toString())).code(), is(ExitCode.PUBLISHED));

    assertThat(
        hashes(folder).keySet().stream().filter(f -> f.endsWith(".tmp")).toList().size(), is(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hours=0      | --hours=0: a feed goes on for 1 to 100000 hours",
        "--hours=100001 | --hours=100001: a feed goes on for 1 to 100000 hours",
        "--rate=0       | --rate=0: at least 1 order an hour, and at most 1000000000 in all",
        "--rate=999999999 | --rate=999999999: at least 1 order an hour, and at most",
        "--late=1.5     | '--late': takes a share between 0 and 1",
        "--conflicts=-1 | '--conflicts': takes a share between 0 and 1",
        "--seed=one     | '--seed': takes a whole number",
        "--rate=1e6     | '--rate': takes a whole number"
      })
  void refusesWhatItCannotMake(String option, String message) throws Exception {
    Run run = run(command(new String[] {option}, folder.resolve("none").toString()));

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), allOf(containsString(message), not(containsString("Exception"))));
    assertThat(Files.exists(folder.resolve("none")), is(false));
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));
    Run run = run(command(new String[] {"--hours=1"}, file.toString()));

    assertThat(run.code(), is(ExitCode.FAILED));
    assertThat(run.err(), containsString(file.toString()));
  }

  @Test
  void tellsWhatLiesWhere() throws Exception {
    Run run = run("generate", "orders", "--help");

    assertThat(run.out(), containsString("daily/2024-01-02/products/"));
    assertThat(run.out(), containsString("orders/orders_20240101T0015.json"));
  }

  private record Run(ExitCode code, String out, String err) {}

  private static String[] command(String[] options, String output) {
    return Stream.of(
            Stream.of("generate", "orders"),
            Arrays.stream(options),
            Stream.of("--output=" + output))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private static Run run(String... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, false);
    ExitCode code = new Assay(Catalogue.pipelines(), Catalogue.generators()).run(console, words);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static Map<String, Integer> hashes(Path root) throws IOException {
    Map<String, Integer> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }
}
