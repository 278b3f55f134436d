package dev.assay.transforms.log;

import static dev.assay.transforms.log.Days.day;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path folder;

  private final List<Manifest> log =
      List.of(
          entry(1, "01", "02").source("a.json", 7).manifest(),
          rooms(2, "2024-01-02").manifest(),
          entry(3, "02", "03").source("b.json", 8).manifest(),
          entry(4, "01").source("c.json", 9).refused().manifest(),
          rooms(5, "2024-01-02").manifest(),
          entry(6, "03").of("others").source("d.json", 7).manifest(),
          rooms(7, "2024-01-01").manifest(),
          entry(8).none("01").manifest());

  private History at(long number) {
    return History.of(log, "visits", "visits", number);
  }

  @Test
  void hasTheFilesOfEachDayAsTheEntriesUpToItsOwnLeftThem() {
    assertThat(
        paths(at(1).files(Layer.SILVER, "visits")),
        contains("silver/visits/1/01", "silver/visits/1/02"));
    assertThat(
        paths(at(7).files(Layer.SILVER, "visits")),
        contains("silver/visits/1/01", "silver/visits/3/02", "silver/visits/3/03"));
    assertThat(paths(at(8).files(Layer.GOLD, "visits_by_day", day("01"))), is(empty()));
    assertThat(
        paths(at(8).files(Layer.GOLD, "visits_by_day", List.of(day("03"), day("01"), day("02")))),
        contains("gold/visits_by_day/3/02", "gold/visits_by_day/3/03"));
    assertThat(at(0).files(Layer.SILVER, "visits"), is(empty()));
  }

  @Test
  void hasAnIndexDayByDayLikeTheSilverItIsOf() {
    assertThat(
        paths(at(8).files(Layer.INDEX, "visits")),
        contains("index/visits/3/02", "index/visits/3/03"));
    assertThat(paths(at(3).files(Layer.INDEX, "visits", day("01"))), contains("index/visits/1/01"));
  }

  @Test
  void countsTheRowsOfTheDaysThatHaveAny() {
    assertThat(
        at(7).rows(Layer.SILVER, "visits").keySet(), contains(day("01"), day("02"), day("03")));
    assertThat(at(8).rows(Layer.SILVER, "visits"), is(Map.of(day("02"), 1L, day("03"), 1L)));
    assertThat(at(8).rows(Layer.SILVER, "rooms"), is(Map.of()));
  }

  @Test
  void knowsAFileByNameSizeAndChecksumOnceItIsPublished() {
    assertThat(at(8).taken("a.json", 7, "0badcafe"), is(Optional.of(1L)));
    assertThat(at(8).taken("a.json", 8, "0badcafe"), is(Optional.empty()));
    assertThat(at(8).taken("a.json", 7, "0badcaff"), is(Optional.empty()));
    assertThat("not yet", at(2).taken("b.json", 8, "0badcafe"), is(Optional.empty()));
    assertThat("refused", at(8).taken("c.json", 9, "0badcafe"), is(Optional.empty()));
    assertThat("of another feed", at(8).taken("d.json", 7, "0badcafe"), is(Optional.empty()));
  }

  @Test
  void listsItsEntriesRefusedOnesToo() {
    assertThat(
        at(7).entries().stream().map(Entry::number).toList(), contains(1L, 2L, 3L, 4L, 5L, 7L));
    assertThat(at(7).entries().get(3), is(log.get(3).entry()));
    assertThat(at(7).number(), is(7L));
  }

  @Test
  void ofSnapshotsOfOneDayTheLaterEntryCounts() {
    List<History.Snapshot> rooms = at(8).snapshots("rooms");

    assertThat(rooms.stream().map(History.Snapshot::number).toList(), contains(7L, 5L));
    assertThat(paths(rooms.get(0).files()), contains("silver/rooms/7/"));
    assertThat(at(8).snapshots("visits"), is(empty()));
    assertThat(paths(at(8).files(Layer.SILVER, "rooms")), contains("silver/rooms/5/"));
  }

  @Test
  void readsTheLogUpToAnEntryAndKeepsWhatItRead() throws IOException {
    for (Manifest manifest : log) {
      Log.of(root()).append(manifest);
    }

    History latest = History.latest(root(), "visits", "visits");

    assertThat(latest.number(), is(8L));
    assertThat(latest.files(Layer.SILVER, "visits"), is(at(8).files(Layer.SILVER, "visits")));
    assertThat(
        History.at(root(), "visits", "visits", 1).files(Layer.SILVER, "visits"),
        is(at(1).files(Layer.SILVER, "visits")));
  }

  @Test
  void aFolderWithoutALogHasAHistoryWithoutEntries() throws IOException {
    assertThat(History.latest(root(), "visits", "visits").number(), is(0L));
    assertThat(History.at(root(), "visits", "visits", 0).entries(), is(empty()));
  }

  @Test
  void namesTheEntryThatTheLogLacks() throws IOException {
    Log.of(root()).append(log.get(0));

    IOException e =
        assertThrows(IOException.class, () -> History.at(root(), "visits", "visits", 2));

    assertThat(e.getMessage(), containsString("0000000002.json"));
  }

  @Test
  void isNotMistakenForThatOfALogThatWasThereBefore() throws IOException {
    Log.of(root()).append(log.get(0));
    assertThat(
        History.at(root(), "visits", "visits", 1).taken("a.json", 7, "0badcafe"),
        is(Optional.of(1L)));
    Files.delete(folder.resolve("_log/0000000001.json"));
    Log.of(root()).append(log.get(2));

    History history = History.at(root(), "visits", "visits", 1);

    assertThat(history.taken("a.json", 7, "0badcafe"), is(Optional.empty()));
    assertThat(history.taken("b.json", 8, "0badcafe"), is(Optional.of(1L)));
  }

  private String root() {
    return folder.toString();
  }

  private static List<String> paths(List<DataFile> files) {
    return files.stream().map(DataFile::path).toList();
  }
}
