package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScanTest {
  private static final List<String> FILES =
      List.of(
          "id,name\r\n1,\"a, \"\"b\"\"\"\r\n\r\n2,\"c\r\nd\n\r\"\r\n3,\"\",\"\"\"\"\r\n4,e",
          "\"id\",\"n\"\"\"\"m\"\n\"1\",\"\n\n\"\n\n\"\"\n\"2\",\"\r\"\r\"3\",\"x\"",
          "\r\r\n\n\ra\r\nb\r\"c\r\"\n",
          "\uFEFF\"id\",name\n\"1\",é\n\"\n\"\n");

  @Test
  void cutsAtEveryByteWithoutChangingARecord() throws IOException {
    for (String file : FILES) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertThat(
          FileScan.ranges(List.of(chunk(bytes, 0, bytes.length))).get(0).wellFormed(), is(true));
      for (int cut = 0; cut <= bytes.length; cut++) {
        assertThat(read(bytes, cut), equalTo(read(bytes)));
      }
      int[] everywhere = new int[bytes.length - 1];
      Arrays.setAll(everywhere, i -> i + 1);
      assertThat(read(bytes, everywhere), equalTo(read(bytes)));
    }
  }

  /** Every text of up to seven letters of an alphabet that is nothing but trouble. */
  @Test
  void cutsEveryShortTextWithoutChangingARecord() throws IOException {
    int wellFormed = 0;
    for (int length = 1; length <= 7; length++) {
      for (int n = 0; n < Math.pow(5, length); n++) {
        byte[] bytes = text(n, length);
        Content whole = read(bytes);
        boolean isWellFormed =
            FileScan.ranges(List.of(chunk(bytes, 0, length))).get(0).wellFormed();
        wellFormed += isWellFormed ? 1 : 0;
        assertThat(isWellFormed && whole.hasProblem(), is(false));
        for (int cut = 1; cut < length; cut++) {
          assertThat(read(bytes, cut), equalTo(whole));
        }
        if (isWellFormed) {
          assertThat(Seen.csv(new String(bytes, StandardCharsets.UTF_8)), equalTo(whole.records()));
        }
      }
    }
    assertThat(wellFormed, greaterThan(10_000));
  }

  @Property(tries = 2000)
  void cutsAnyTextAnywhereWithoutChangingARecord(@ForAll("texts") String text, @ForAll long seed)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] cuts = new Random(seed).ints(6, 0, bytes.length + 1).sorted().toArray();
    assertThat(read(bytes, cuts), equalTo(read(bytes)));
  }

  @Test
  void givesOneRangeForAFileWithStrayQuotes() throws IOException {
    for (String file : List.of("a,\"b\nc\nd", "a\"b\nc\n", "\"a\"b\nc\n", "a,b\n\"c\nd\n")) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertThat(
          FileScan.ranges(chunks(bytes, 3, 5)), contains(new FileRange(0, bytes.length, 1, false)));
    }
  }

  @Test
  void cutsJsonLinesAtAnyLineBreak() throws IOException {
    byte[] bytes = "{\"a\":\"\\\"\"}\n{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    ChunkScan first = new ChunkScan(Format.JSON_LINES, 0, 0, 5);
    ChunkScan second = new ChunkScan(Format.JSON_LINES, 0, 5, bytes.length);
    List<FileRange> ranges =
        FileScan.ranges(List.of(scan(first, bytes, 0, 5), scan(second, bytes, 5, bytes.length)));
    assertThat(
        ranges, contains(new FileRange(0, 11, 1, true), new FileRange(11, bytes.length, 2, true)));
  }

  @Test
  void scansAFileInChunksAndProvesItsChecksum(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder("id,note\r\n");
    for (int i = 0; text.length() < 3_000_000; i++) {
      text.append(i).append(i % 7 == 0 ? ",\"two\r\nlines \"\"" + i + "\"\"\"\r\n" : ",plain\r\n");
    }
    Path path = Files.writeString(folder.resolve("notes.csv"), text);
    FileScan scan = scan(path, false);
    List<ChunkFacts> chunks = new ArrayList<>();
    for (long at = 0; at < Files.size(path); at += 700_001) {
      chunks.add(scan.chunk(at, Math.min(700_001, Files.size(path) - at)));
    }
    List<FileRange> ranges = FileScan.ranges(chunks);
    assertThat(ranges.size(), is(5));
    assertThat(FileScan.crc32c(chunks), is(FileScan.crc32c(List.of(scan.whole()))));

    List<Seen> records = new ArrayList<>();
    int crc = 0;
    for (FileRange range : ranges) {
      try (SourceReader source =
          SourceReader.open(
              path.toString(),
              "notes.csv",
              false,
              range,
              Datasets.csv("id", "note"),
              Limits.DEFAULT)) {
        records.addAll(Seen.all(source.records()));
        crc = Crc32c.combine(crc, source.crc32c(), range.length());
      }
    }
    assertThat(records, equalTo(Seen.csv(text.toString())));
    assertThat(Crc32c.toHex(crc), is(FileScan.crc32c(chunks)));
  }

  @Test
  void takesTheChecksumOfAGzipFileAsItIsStored(@TempDir Path folder) throws IOException {
    byte[] gzip = GzipStreamTest.gzip("id\n\"1\"\n\"2\n\"".getBytes(StandardCharsets.UTF_8));
    Path path = Files.write(folder.resolve("x.csv.gz"), gzip);
    ChunkFacts facts = scan(path, true).whole();
    CRC32C crc = new CRC32C();
    crc.update(gzip);
    assertThat(facts.crc32c(), is((int) crc.getValue()));
    assertThat(FileScan.ranges(List.of(facts)), contains(new FileRange(0, gzip.length, 1, true)));
  }

  @Test
  void givesOneRangeForAnEmptyFile(@TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("x.csv"), "");
    assertThat(
        FileScan.ranges(List.of(scan(path, false).chunk(0, 0))),
        contains(new FileRange(0, 0, 1, true)));
  }

  @Test
  void saysThatAFileCannotBeOpenedOrBecameShorter(@TempDir Path folder) throws IOException {
    FileScan folderScan =
        new FileScan(folder.toString(), "x.csv", 9, false, Format.CSV, Limits.DEFAULT);
    assertThat(
        assertThrows(FileUnreadableException.class, folderScan::whole).getMessage(),
        startsWith("x.csv: cannot be opened ("));
    Path path = Files.writeString(folder.resolve("y.csv"), "id\n1\n");
    FileScan scan = scan(path, false);
    Files.writeString(path, "id\n");
    assertThat(
        assertThrows(FileUnreadableException.class, scan::whole).getMessage(),
        is("y.csv: became shorter while it was read; run again when its delivery is complete"));
  }

  @Test
  void refusesAFileBeyondTheLimit() {
    Limits limits = new Limits(1, 1, 1, 1, 1, 1, 10);
    FileUnreadableException e =
        assertThrows(
            FileUnreadableException.class,
            () -> new FileScan("/x/big.csv", "big.csv", 11, false, Format.CSV, limits));
    assertThat(
        e.getMessage(),
        is("big.csv: has 11 bytes, the limit is 10; split it, or raise --maxFileSize"));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> field =
        Arbitraries.of(
            "a", "", "\"\"", "\"b\"", "\"c\nd\"", "\"\"\"e\"", "\"\r\"", "\",\"", "f\"g");
    Arbitrary<String> after =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(",")),
            Tuple.of(4, Arbitraries.of("\n", "\r\n", "\r", "\n\n")));
    return Combinators.combine(field, after)
        .as(String::concat)
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  private static byte[] text(int number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0, rest = number; i < length; i++, rest /= 5) {
      bytes[i] = (byte) "a,\"\n\r".charAt(rest % 5);
    }
    return bytes;
  }

  private static FileScan scan(Path path, boolean gzip) throws IOException {
    return new FileScan(
        path.toString(),
        path.getFileName().toString(),
        Files.size(path),
        gzip,
        Format.CSV,
        Limits.DEFAULT);
  }

  /** What the ranges of a file hold together. */
  private record Content(List<Seen> records, long blankLines) {

    boolean hasProblem() {
      return records.stream().anyMatch(r -> r.problem() != null);
    }
  }

  private static Content read(byte[] bytes, int... cuts) throws IOException {
    List<Seen> all = new ArrayList<>();
    long blankLines = 0;
    for (FileRange range : FileScan.ranges(chunks(bytes, cuts))) {
      RecordReader records = reader(bytes, range);
      all.addAll(Seen.all(records));
      blankLines += records.blankLines();
    }
    return new Content(all, blankLines);
  }

  private static RecordReader reader(byte[] bytes, FileRange range) throws IOException {
    InputStream part = new ByteArrayInputStream(bytes, (int) range.start(), (int) range.length());
    InputStream text = range.start() == 0 ? Encoding.decode(part, "x.csv", Format.CSV) : part;
    return new CsvReader(text, Format.CSV, Limits.DEFAULT, range.wellFormed(), range.line(), 16);
  }

  private static List<ChunkFacts> chunks(byte[] bytes, int... cuts) throws IOException {
    List<ChunkFacts> chunks = new ArrayList<>();
    int start = 0;
    for (int cut : cuts) {
      chunks.add(chunk(bytes, start, cut));
      start = cut;
    }
    chunks.add(chunk(bytes, start, bytes.length));
    return chunks;
  }

  private static ChunkFacts chunk(byte[] bytes, int start, int end) throws IOException {
    int textStart = bytes.length > 2 && bytes[0] == (byte) 0xEF ? 3 : 0;
    return scan(new ChunkScan(Format.CSV, textStart, start, end), bytes, start, end);
  }

  private static ChunkFacts scan(ChunkScan scan, byte[] bytes, int start, int end)
      throws IOException {
    ByteArrayInputStream in =
        new ByteArrayInputStream(bytes, start, Math.min(bytes.length, end + 1) - start);
    byte previous = start == 0 ? 0 : bytes[start - 1];
    return scan.facts(end - start, FileScan.scan(scan, in, start, end - start, previous));
  }
}
