package dev.assay.transforms.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.assay.transforms.ChildJvm;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
  @TempDir Path folder;

  @Test
  void aFolderThatIsNotThereHasAnEmptyLog() throws IOException {
    assertThat(Log.of(folder.resolve("none").toString()).read(), is(empty()));
    assertThat(log().read(), is(empty()));
  }

  @Test
  void numbersEntriesFromOneAndReadsThemBack() throws IOException {
    Manifest first = log().append(Manifests.published("b1"));
    Manifest second = log().append(Manifests.published("b2"));

    assertThat(first, equalTo(Manifests.published("b1").withNumber(1)));
    assertThat(log().read(), contains(first, second));
    assertThat(names(), contains("0000000001.json", "0000000002.json"));
  }

  @Test
  void writesTheSameEntryOnce() throws IOException {
    Manifest published = log().append(Manifests.published("b1"));
    Manifest refused = Manifests.manifest("b2", "x", Status.REFUSED, "2024-01-01");
    Manifest first = log().append(refused);

    assertThat(log().append(Manifests.published("b1")), equalTo(published));
    assertThat(log().append(refused), equalTo(first));
    assertThat(log().read(), hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[1]", "a*b", "a?b", "{a,b}", "a b", "ä%20"})
  void takesAFolderByItsNameWhateverIsInIt(String name) throws IOException {
    Log log = Log.of(Files.createDirectory(folder.resolve(name)).toString());
    log.append(Manifests.published("b1"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(log.append(Manifests.published("b2")).number(), is(2L)));
    assertThat(log.read(), hasSize(2));
  }

  @Test
  void aRefusedBatchMayBePublishedLater() throws IOException {
    log().append(Manifests.manifest("b1", "x", Status.REFUSED, "2024-01-01"));
    Manifest published =
        log().append(Manifests.manifest("b1", "y", Status.PUBLISHED, "2024-01-01"));
    assertThat(published.number(), is(2L));
    assertThat(Log.published(log().read(), "b1"), is(Optional.of(published)));
  }

  @Test
  void refusesOtherDataUnderThePublishedBatch() throws IOException {
    log().append(Manifests.published("b1"));
    Manifest other = Manifests.manifest("b1", "other", Status.PUBLISHED, "2024-01-01");
    Exception e = assertThrows(IllegalStateException.class, () -> log().append(other));
    assertThat(e.getMessage(), containsString("batch b1 was published with other data"));
    assertThat(log().read(), hasSize(1));
  }

  @Test
  void takesWhatWasComputedFromTheLogAsItStands() throws IOException {
    log().append(Days.entry(0, "01").basedOn(0).manifest());
    log().append(Manifests.published("other feed"));
    log().append(Days.entry(3, "01").refused().manifest());

    assertThat(log().append(Days.entry(4, "02").basedOn(1).manifest()).number(), is(4L));
  }

  @Test
  void refusesWhatWasComputedBeforeAnotherWasPublished() throws IOException {
    log().append(Days.entry(1, "01").basedOn(0).manifest());
    log().append(Days.entry(2, "02").basedOn(1).manifest());

    StaleBaseException e =
        assertThrows(
            StaleBaseException.class,
            () -> log().append(Days.entry(3, "09").basedOn(1).manifest()));

    assertThat(
        e.getMessage(),
        is(
            "batch b3 was computed from the log up to entry 1, and entry 2 (batch b2) of pipeline"
                + " visits was published meanwhile; nothing was changed, run it again"));
    assertThat(log().read(), hasSize(2));
  }

  @Test
  void findsTheSameEntryThoughOthersCameSince() throws IOException {
    Manifest first = log().append(Days.entry(1, "01").basedOn(0).manifest());
    log().append(Days.entry(2, "02").basedOn(1).manifest());

    assertThat(log().append(Days.entry(1, "01").basedOn(0).manifest()), equalTo(first));
    assertThat(log().append(Days.entry(1, "01").basedOn(2).manifest()), equalTo(first));
  }

  @Test
  void refusesFilesOfDaysThatTheEntryDoesNotHave() {
    Days stray = Days.entry(1, "01").file(Layer.GOLD, "visits_by_day", "02");
    Days dayless = Days.entry(1, "01").file(Layer.INDEX, "visits", null);

    for (Days entry : List.of(stray, dayless)) {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> log().append(entry.manifest()));
      assertThat(e.getMessage(), containsString("is of none of the entry's days"));
    }
  }

  @Test
  void ofThreadsThatBuildOnOneEntryOneIsTaken() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (long base = 0; base < 10; base++) {
      List<Future<Manifest>> done = new ArrayList<>();
      for (long writer = 1; writer <= 4; writer++) {
        Manifest manifest = Days.entry(100 * writer + base, "01").basedOn(base).manifest();
        done.add(threads.submit(() -> log().append(manifest)));
      }
      assertThat(stale(done), is(3));
    }
    threads.shutdown();
    assertNumbered(10);
  }

  private static int stale(List<Future<Manifest>> done) throws InterruptedException {
    int stale = 0;
    for (Future<Manifest> each : done) {
      try {
        each.get();
      } catch (ExecutionException e) {
        assertThat(e.getCause(), instanceOf(StaleBaseException.class));
        stale++;
      }
    }
    return stale;
  }

  @Test
  void processesThatBuildOnTheLogLoseNoEntryOfEachOther() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String writer : List.of("1", "2")) {
      processes.add(ChildJvm.start(AppendDays.class, List.of(), folder.toString(), writer, "20"));
    }
    for (Process process : processes) {
      assertThat(process.waitFor(), is(0));
    }
    assertNumbered(40);
    for (Manifest entry : log().read()) {
      assertThat(entry.base(), is(entry.number() - 1));
    }
  }

  @Test
  void twoThreadsLeaveNoGap() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> done = new ArrayList<>();
    for (String thread : List.of("a", "b")) {
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  log().append(Manifests.published(thread + i));
                }
                return null;
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    threads.shutdown();
    assertNumbered(40);
  }

  @Test
  void twoProcessesLeaveNoGap() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String process : List.of("a", "b")) {
      processes.add(
          ChildJvm.start(AppendEntries.class, List.of(), folder.toString(), process, "25"));
    }
    for (Process process : processes) {
      assertThat(process.waitFor(), is(0));
    }
    assertNumbered(50);
  }

  @Test
  void theSameBatchFromTwoThreadsIsOneEntry() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Manifest>> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      done.add(threads.submit(() -> log().append(Manifests.published("b1"))));
    }
    for (Future<Manifest> each : done) {
      assertThat(each.get().number(), is(1L));
    }
    threads.shutdown();
    assertNumbered(1);
  }

  @Test
  void saysOfAnotherFormatThatItIsOne() throws IOException {
    log().append(Manifests.published("b1"));
    Path file = folder.resolve("_log/0000000002.json");
    // Tables told their sums otherwise in format 1: the rest cannot be read as what it is now.
    Files.writeString(
        file, "{\"format\": 1, \"gold\": [{\"sums\": [\"total = sum of balance\"]}]}");

    IOException e = assertThrows(IOException.class, () -> log().read());

    assertThat(
        e.getMessage(), is(file + " is no manifest of this version of Assay: its format is not 3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "{}", "[]", "{\"format\": 4}", "{\"format\": 3}}"})
  void namesTheEntryThatItCannotRead(String text) throws IOException {
    log().append(Manifests.published("b1"));
    Path file = folder.resolve("_log/0000000002.json");
    Files.writeString(file, text);
    IOException e = assertThrows(IOException.class, () -> log().read());
    assertThat(
        e.getMessage(),
        allOf(
            containsString(file.toString()),
            containsString("is no manifest of this version of Assay")));
  }

  @Test
  void aRefusedBatchIsNotPublished() throws IOException {
    log().append(Manifests.manifest("new", "b", Status.PUBLISHED, "2024-03-01"));
    log().append(Manifests.manifest("bad", "e", Status.REFUSED, "2024-04-01"));

    assertThat(Log.published(log().read(), "bad"), is(Optional.empty()));
  }

  private Log log() {
    return Log.of(folder.toString());
  }

  private void assertNumbered(long last) throws IOException {
    List<Manifest> entries = log().read();
    assertThat(
        entries.stream().map(Manifest::number).toList(),
        is(LongStream.rangeClosed(1, last).boxed().toList()));
    assertThat(entries.stream().map(Manifest::batch).distinct().count(), is(last));
    assertThat(names(), hasSize((int) last));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("_log"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theLatestDayIsCurrentAndOfOneDayTheLaterEntry() {
    Manifest old = Manifests.published("old").withNumber(3);
    Manifest first = Manifests.manifest("a", "x", Status.PUBLISHED, "2024-03-01").withNumber(1);
    Manifest second = Manifests.manifest("b", "x", Status.PUBLISHED, "2024-03-01").withNumber(2);
    Manifest refused = Manifests.manifest("c", "x", Status.REFUSED, "2024-03-02").withNumber(4);
    List<Manifest> log = List.of(first, second, old, refused);

    assertThat(Log.current(log, entry -> true), is(Optional.of(second)));
    assertThat(Log.current(log, entry -> entry.number() != 2), is(Optional.of(first)));
    assertThat(Log.current(log, entry -> entry.batch().equals("c")), is(Optional.empty()));
  }
}
