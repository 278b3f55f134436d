package dev.assay.transforms.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.ChildJvm;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void clearsWhatAKilledRunLeft() throws Exception {
    kill(start("b1"));
    assertThat(silver("b1"), contains("part-0"));
    assertThat(unfinished(), hasSize(1));

    claim("b2");

    assertThat(silver("b1"), is(empty()));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void clearsWhatARunLeftThatEndedWithoutPublishing() throws Exception {
    end(start("b1"));
    claim("b2");
    assertThat(silver("b1"), is(empty()));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void leavesALiveRunAlone() throws Exception {
    Process alive = start("b1");
    claim("b2");
    assertThat(silver("b1"), contains("part-0"));
    assertThat(unfinished(), hasSize(1));
    kill(alive);
  }

  @Test
  void leavesTheBatchThatALiveRunWritesToo() throws Exception {
    kill(start("b1"));
    Process alive = start("b1");
    claim("b2");
    assertThat(silver("b1"), contains("part-0"));
    assertThat(unfinished(), hasSize(1));
    kill(alive);
  }

  @Test
  void keepsWhatTheLogLists() throws Exception {
    kill(start("b1"));
    Log.of(folder.toString()).append(Manifests.published("b1"));
    kill(start("b2"));
    Files.writeString(folder.resolve("silver/accounts/batch=b2/part-0.parquet"), "listed");
    Log.of(folder.toString())
        .append(Manifests.manifest("b2", "x", Manifest.Status.REFUSED, "2024-01-01"));

    claim("b3");

    assertThat(silver("b1"), contains("part-0"));
    assertThat(silver("b2"), contains("part-0.parquet"));
  }

  /** A second look at one's own lock must not let go of it, nor must the garbage collector. */
  @Test
  void twoRunsOfThisProcessStayAliveForOthers() throws Exception {
    Lake lake = claim("b1");
    try (LakeFile file =
        lake.create(dev.assay.transforms.log.DataFile.Layer.SILVER, "x", "b1", "p")) {
      file.out().write("half".getBytes(UTF_8));
      claim("b2");
      System.gc();
      kill(start("b3"));
      assertThat(Files.exists(folder.resolve("_tmp/" + lake.run() + ".lock")), is(true));
      file.finish(1);
    }
  }

  @Test
  void saysWhatToDoAboutAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Exception e =
        assertThrows(
            RequestException.class, () -> RunFolder.claim(new Lake(file.toString(), "r"), "b1"));
    assertThat(
        e.getMessage(),
        allOf(
            containsString("--output=" + file + " cannot be written to"),
            containsString("check its permissions")));
  }

  @Test
  void saysWhatToDoAboutAFolderThatMayNotBeWritten() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
    assertThat(closed.toFile().setWritable(false), is(true));
    Exception e =
        assertThrows(
            RequestException.class, () -> RunFolder.claim(new Lake(closed.toString(), "r"), "b1"));
    assertThat(e.getMessage(), containsString("AccessDeniedException"));
  }

  @Test
  void hasNothingToClaimInABucket() {
    RunFolder.claim(new Lake("gs://bucket/out", "r"), "b1");
  }

  private Lake claim(String batch) throws IOException {
    Lake lake = new Lake(folder.toString(), RunFolder.newRun());
    RunFolder.claim(lake, batch);
    return lake;
  }

  private Process start(String batch) throws IOException {
    Process process = ChildJvm.start(ClaimFolder.class, List.of(), folder.toString(), batch);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    assertThat(output.readLine(), is("claimed"));
    return process;
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor(), is(0));
  }

  private List<String> silver(String batch) throws IOException {
    return list("silver/accounts/batch=" + batch);
  }

  /** Files of the runs' folders; the locks and the gate aside. */
  private List<String> unfinished() throws IOException {
    return list("_tmp").stream()
        .filter(name -> !name.startsWith(".") && !name.endsWith(".lock"))
        .flatMap(run -> Stream.of(folder.resolve("_tmp/" + run).toFile().list()))
        .toList();
  }

  private List<String> list(String path) throws IOException {
    if (!Files.exists(folder.resolve(path))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve(path))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
