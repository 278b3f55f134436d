package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code assay}, with a Java and a Maven that only write down how they were called. */
class LauncherTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "cp",
          "cut",
          "date",
          "dirname",
          "du",
          "find",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "touch");

  @TempDir Path folder;
  private Path root;
  private Path bin;
  private Path source;

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(folder.resolve("a project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    source = Files.createDirectories(root.resolve("pipelines/src/main")).resolve("A.java");
    Files.writeString(source, "class A {}");
    Files.copy(Path.of("..", "assay"), root.resolve("assay"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(root.resolve("pipelines/pom.xml"), "<project/>");
    try (Stream<Path> sources = Files.walk(root)) {
      for (Path path : sources.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
      }
    }
    for (String tool : TOOLS) {
      script(tool, "exec " + which(tool) + " \"$@\"");
    }
    java("17");
    script(
        "mvn",
        """
        echo built >>"$LOG"
        mkdir -p pipelines/target/lib
        : >pipelines/target/lib/beam.jar
        : >pipelines/target/assay-pipelines-1.jar
        """);
  }

  @Test
  void buildsOnFirstUseAndThenOnlyRuns() throws Exception {
    assertThat(run("list").err, containsString("assay: built in"));
    Run second = run("list");
    assertThat(second.err, is(""));
    assertThat(second.code, is(0));
    assertThat(builds(), is(1));
  }

  @Test
  void runsWhatItBuiltWithTheArgumentsAsTheyAre() throws Exception {
    List<String> words = run("bank", "--input=a b", "", "*").out.lines().toList();
    int main = words.indexOf("dev.assay.pipelines.Assay");
    assertThat(words.subList(main + 1, words.size()), is(List.of("bank", "--input=a b", "", "*")));
    assertThat(
        words.get(main - 1),
        allOf(containsString("/lib/assay-pipelines-1.jar:"), containsString("/lib/beam.jar")));
    assertThat(Files.exists(Path.of(words.get(main - 1).split(":")[0])), is(true));
  }

  @Test
  void bringsGoogleCloudOnlyWhereItIsNeeded() throws Exception {
    run("list");
    script(
        "mvn",
        """
        echo built "$@" >>"$LOG"
        mkdir -p gcp/target/lib
        : >gcp/target/lib/cloud.jar
        : >gcp/target/assay-gcp-1.jar
        """);
    List<String> cloud =
        run("stream", "--subscription", "projects/p/subscriptions/s").out.lines().toList();
    assertThat(
        cloud.get(cloud.indexOf("dev.assay.pipelines.Assay") - 1),
        allOf(containsString("/lib/assay-gcp-1.jar"), containsString("/lib/cloud.jar")));

    Run without = run("stream");
    assertThat(without.err, is(""));
    assertThat(without.out, not(containsString("cloud.jar")));
    for (String word :
        List.of(
            "--subscription=projects/p/subscriptions/s",
            "--input=gs://landing/bank",
            "--warehouse=bigquery:project",
            "--runner=DataflowRunner")) {
      Run needed = run("stream", word);
      assertThat(needed.err, is("")); // it is built once
      assertThat(word, needed.out, containsString("cloud.jar"));
    }
  }

  @Test
  void buildsAgainWhenASourceIsNewerThanTheBuild() throws Exception {
    run("list");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("list").err, containsString("building again: sources have changed"));
    assertThat(builds(), is(2));
  }

  @Test
  void buildsOnceWhenTwoStartAtOnce() throws Exception {
    script(
        "mvn",
        """
        echo built >>"$LOG"
        sleep 1
        mkdir -p pipelines/target/lib
        : >pipelines/target/assay-pipelines-1.jar
        """);
    Process first = start(Map.of(), "list");
    Process second = start(Map.of(), "list");
    assertThat(List.of(first.waitFor(), second.waitFor()), is(List.of(0, 0)));
    assertThat(builds(), is(1));
  }

  @Test
  void takesAwayTheLockOfABuildThatDied() throws Exception {
    Path builds = Files.createDirectories(root.resolve(".build"));
    Files.createSymbolicLink(builds.resolve("lock"), Path.of("99999999"));
    assertThat(run("list").code, is(0));
    assertThat(Files.isSymbolicLink(builds.resolve("lock")), is(false));
  }

  @Test
  void showsWhyABuildFailedAndLeavesNothing() throws Exception {
    script("mvn", "echo 'no compiler here'; exit 1");
    Run failed = run("list");
    assertThat(failed.code, is(1));
    assertThat(failed.err, allOf(containsString("no compiler here"), containsString("see above")));
    try (Stream<Path> left = Files.list(root.resolve(".build"))) {
      assertThat(left.toList(), hasSize(0));
    }
  }

  @Test
  void saysThatJavaIsTooOldOrMissing() throws Exception {
    java("11");
    assertThat(run("list").err, containsString("Java 17 or newer is needed, and "));
    Files.delete(bin.resolve("java"));
    assertThat(run("list").err, containsString("Java 17 or newer is needed and none is on the"));
    assertThat(run(Map.of("JAVA_HOME", "/none"), "x").err, containsString("no bin/java in it"));
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Run failed = run("list");
    assertThat(failed.code, is(1));
    assertThat(failed.err, containsString("Maven is needed to build this"));
  }

  @Test
  void letsTheUserOverrideTheOptionsOfTheJvm() throws Exception {
    assertThat(run("list").out.lines().toList(), hasItem("-XX:+UseParallelGC"));
    Run other = run(Map.of("ASSAY_JAVA_OPTS", "-Xmx4g -XX:+UseG1GC"), "list");
    List<String> words = other.out.lines().toList();
    assertThat(words, not(hasItem("-XX:+UseParallelGC")));
    assertThat(words.indexOf("-Xmx4g") > words.indexOf("-Xmx1g"), is(true));
  }

  @Test
  void givesAHeapThatFollowsFromTheInput() throws Exception {
    Map<Integer, String> heaps =
        Map.of(15, "-Xmx512m", 150, "-Xmx768m", 400, "-Xmx2g", 740, "-Xmx3g");
    for (int megabytes : heaps.keySet()) {
      Path input = Files.createDirectory(folder.resolve("input " + megabytes));
      fill(input.resolve("accounts.csv"), megabytes);
      for (String[] words :
          new String[][] {{"bank", "--input=" + input}, {"bank", "--input", "" + input}}) {
        assertThat(run(words).out.lines().toList(), hasItem(heaps.get(megabytes)));
      }
    }
    String elsewhere = "--input=" + folder.resolve("not here");
    assertThat(run("bank", elsewhere).out.lines().toList(), hasItem("-Xmx1g"));
  }

  @Test
  void takesCompressedFilesForFiveTimesAsLarge() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    fill(input.resolve("accounts.csv.gz"), 110);
    assertThat(run("bank", "--input=" + input).out.lines().toList(), hasItem("-Xmx3g"));
  }

  @Test
  void looksAtSilverWhereAStageHasNoInput() throws Exception {
    Path silver = Files.createDirectories(folder.resolve("lake/silver/accounts"));
    Files.write(silver.resolve("a.parquet"), new byte[6 << 20]);
    String output = "--output=" + folder.resolve("lake");
    assertThat(run("shop", "--stage=star", output).out.lines().toList(), hasItem("-Xmx768m"));
  }

  /** A file that is as large as that, and takes no room. */
  private static void fill(Path file, int megabytes) throws IOException {
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(megabytes * 1_024_000L);
    }
  }

  @Test
  void worksThroughALinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("tool"), root.resolve("assay"));
    Process process = process(Map.of(), link, "list").directory(bin.toFile()).start();
    assertThat(process.waitFor(), is(0));
    assertThat(Files.exists(root.resolve(".build/current")), is(true));
  }

  private void java(String version) throws IOException {
    script(
        "java",
        """
        case $1 in
          -XshowSettings*) echo "    java.specification.version = %s" >&2; exit 0 ;;
        esac
        printf '%%s\\n' "$@"
        """
            .formatted(version));
  }

  private void script(String name, String text) throws IOException {
    Path script = bin.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + text);
    assertThat(script.toFile().setExecutable(true), is(true));
  }

  private static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(dir -> Path.of(dir, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private int builds() throws IOException {
    return Files.readAllLines(folder.resolve("log")).size();
  }

  private Run run(String... args) throws Exception {
    return run(Map.of(), args);
  }

  private Run run(Map<String, String> environment, String... args) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code =
        process(environment, root.resolve("assay"), args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Run(code, Files.readString(out), Files.readString(err));
  }

  private Process start(Map<String, String> environment, String... args) throws IOException {
    return process(environment, root.resolve("assay"), args)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessBuilder process(Map<String, String> environment, Path script, String... args) {
    List<String> command = Stream.concat(Stream.of(script.toString()), Stream.of(args)).toList();
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().clear();
    process.environment().put("PATH", bin.toString());
    process.environment().put("LOG", folder.resolve("log").toString());
    process.environment().putAll(environment);
    return process;
  }

  private record Run(int code, String out, String err) {}
}
