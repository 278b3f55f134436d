package dev.assay.transforms.log;

import static dev.assay.transforms.log.Days.entry;
import static dev.assay.transforms.log.Days.rooms;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.transforms.log.DataFile.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is moved before it is read again, or this process would remember it. */
class CheckpointsTest {
  @TempDir Path folder;
  private Path lake;
  private int moves;

  /** Writes a log of so many entries, of all kinds. */
  private List<Manifest> write(int entries) throws IOException {
    lake = folder.resolve("lake");
    Path log = Files.createDirectories(lake.resolve("_log"));
    List<Manifest> written = new ArrayList<>();
    for (int i = 1; i <= entries; i++) {
      Manifest manifest = manifest(i);
      written.add(manifest);
      Files.write(log.resolve("%010d.json".formatted(i)), Json.writePretty(manifest));
    }
    return written;
  }

  private static Manifest manifest(int number) {
    String day = "%02d".formatted(1 + number % 28);
    return switch (number % 5) {
      case 0 -> rooms(number, "2024-01-" + day).manifest();
      case 1 -> entry(number).none(day).manifest();
      case 2 -> entry(number, day).source("f" + number, 1).refused().manifest();
      case 3 -> entry(number, day).of("others").manifest();
      default -> entry(number, day, "01").source("f" + number, number).manifest();
    };
  }

  private History history() throws IOException {
    return History.latest(lake.toString(), "visits", "visits");
  }

  private void move() throws IOException {
    lake = Files.move(lake, folder.resolve("moved" + moves++));
  }

  private Path entryFile(int number) {
    return lake.resolve("_log/%010d.json".formatted(number));
  }

  private List<String> checkpoints() throws IOException {
    Path checkpoints = lake.resolve("_log/checkpoint");
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSame(History found, List<Manifest> log) {
    History expected = History.of(log, "visits", "visits", Long.MAX_VALUE);
    assertThat(found.number(), is(expected.number()));
    assertThat(found.entries(), is(expected.entries()));
    for (Layer layer : List.of(Layer.SILVER, Layer.INDEX, Layer.GOLD)) {
      for (String table : List.of("visits", "visits_by_day", "rooms")) {
        assertThat(found.files(layer, table), is(expected.files(layer, table)));
        assertThat(found.rows(layer, table), is(expected.rows(layer, table)));
        assertThat(found.definition(layer, table), is(expected.definition(layer, table)));
      }
    }
    assertThat(found.snapshots("rooms"), is(expected.snapshots("rooms")));
    for (Manifest manifest : log) {
      String file = "f" + manifest.number();
      assertThat(
          found.taken(file, manifest.number(), "0badcafe"),
          is(expected.taken(file, manifest.number(), "0badcafe")));
    }
  }

  @Test
  void comesToWhatTheEntriesComeTo() throws IOException {
    List<Manifest> log = write(Checkpoints.EVERY);
    assertSame(history(), log);
    assertThat(checkpoints(), contains("0000000064.json"));

    move();
    assertSame(history(), log);
  }

  @Test
  void anEntryBeforeItIsNotOpenedAndOneAfterItIs() throws IOException {
    List<Manifest> log = write(70);
    history();
    Manifest next = manifest(71);
    Files.write(entryFile(71), Json.writePretty(next));
    log.add(next);
    Files.writeString(entryFile(3), "{");
    move();

    assertSame(history(), log);

    Files.writeString(entryFile(71), "{");
    move();
    assertThat(assertThrows(IOException.class, this::history).getMessage(), containsString("71"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "null",
        "[]",
        "{\"format\": 9}",
        "{\"format\": 2}",
        "{\"format\": 2, \"manifests\": 3}"
      })
  void oneThatCannotBeReadIsPassedOver(String text) throws IOException {
    List<Manifest> log = write(65);
    history();
    Path checkpoint = lake.resolve("_log/checkpoint/0000000065.json");
    byte[] sound = Files.readAllBytes(checkpoint);
    Files.writeString(checkpoint, text);
    move();

    assertSame(history(), log);
    assertThat(
        "replaced", Files.readAllBytes(lake.resolve("_log/checkpoint/0000000065.json")), is(sound));
  }

  @Test
  void oneOfAnotherLogIsPassedOver() throws IOException {
    write(64);
    history();
    Path checkpoint = lake.resolve("_log/checkpoint/0000000064.json");
    byte[] other = Files.readAllBytes(checkpoint);
    move();
    List<Manifest> log = write(64);
    log.set(63, entry(64, "09").batch("another").manifest());
    Files.write(entryFile(64), Json.writePretty(log.get(63)));
    Files.createDirectories(lake.resolve("_log/checkpoint"));
    Files.write(lake.resolve("_log/checkpoint/0000000064.json"), other);

    assertSame(history(), log);
  }

  @Test
  void allMayBeDeletedAtAnyTime() throws IOException {
    List<Manifest> log = write(64);
    history();
    Files.delete(lake.resolve("_log/checkpoint/0000000064.json"));
    move();

    assertSame(history(), log);
    assertThat(checkpoints(), contains("0000000064.json"));
  }

  @Test
  void aPlaceThatCannotBeWrittenToHasNone() throws IOException {
    List<Manifest> log = write(64);
    Files.writeString(lake.resolve("_log/checkpoint"), "a file where the folder would be");

    assertSame(history(), log);
  }

  /** Adds an entry of many files to a log. */
  private void addMany(List<Manifest> log, int number, int files) throws IOException {
    Manifest many = entry(number, "01", "02").sources(files).manifest();
    Files.write(entryFile(number), Json.writePretty(many));
    log.add(many);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void anEntryOfManyFilesNeedNotBeOpenedAgain(int last) throws IOException {
    List<Manifest> log = write(2);
    addMany(log, 3, Checkpoints.MANY_FILES);
    for (int number = 4; number <= last; number++) {
      addMany(log, number, 1);
    }
    assertSame(history(), log);
    assertThat(checkpoints(), contains("000000000" + last + ".json"));

    // The last entry itself is what a checkpoint is known by.
    for (int number = 1; number < last; number++) {
      Files.writeString(entryFile(number), "{");
    }
    move();
    assertSame(history(), log);
    assertThat(history().taken("many", 7, "0badcafe"), is(Optional.of(3L)));
  }

  @Test
  void entriesOfManyFilesLeaveTheFewerTheMoreThereAre() throws IOException {
    List<Manifest> log = write(0);
    addMany(log, 1, 20 * Checkpoints.MANY_FILES);
    history();
    for (int number = 2; number <= 5; number++) {
      addMany(log, number, Checkpoints.MANY_FILES);
      history();
    }
    assertThat(checkpoints(), contains("0000000001.json", "0000000004.json"));
  }

  @Test
  void aReaderOfALongPastLeavesNone() throws IOException {
    write(320);
    for (int number : List.of(128, 192, 256, 320, 64)) {
      History.at(lake.toString(), "visits", "visits", number);
    }
    assertThat(checkpoints(), contains("0000000192.json", "0000000256.json", "0000000320.json"));
  }

  @Test
  void aShortLogHasNone() throws IOException {
    write(Checkpoints.EVERY - 1);
    history();
    assertThat(checkpoints(), is(empty()));
  }

  @Test
  void aProcessThatAppendsForLongLeavesOneEveryNowAndThen() throws IOException {
    lake = Files.createDirectories(folder.resolve("lake"));
    for (int i = 1; i <= 130; i++) {
      Log.of(lake.toString()).append(manifest(i));
    }
    history();
    assertThat(checkpoints(), contains("0000000064.json", "0000000128.json"));
  }

  @Test
  void onlyTheLatestAreKept() throws IOException {
    write(320);
    for (int number = 64; number <= 320; number += 64) {
      History.at(lake.toString(), "visits", "visits", number);
    }
    assertThat(checkpoints(), contains("0000000192.json", "0000000256.json", "0000000320.json"));
  }

  @Test
  void readersThatLeaveOneAtATimeDoNotDisturbEachOther() throws Exception {
    List<Manifest> log = write(200);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<History>> done = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long number = 200 - 20 * (i % 3);
      done.add(threads.submit(() -> History.at(lake.toString(), "visits", "visits", number)));
    }
    for (Future<History> each : done) {
      assertSame(each.get(), log.subList(0, (int) each.get().number()));
    }
    threads.shutdown();
  }
}
