package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
  private static final byte[] TEXT = "id,name\n1,a\n2,b\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void readsAllMembers() throws IOException {
    byte[] two = concat(gzip(TEXT), gzip(TEXT));
    assertThat(text(two), is("id,name\n1,a\n2,b\nid,name\n1,a\n2,b\n"));
    assertThat(text(concat(two, gzip(new byte[0]), gzip(TEXT))).length(), is(3 * TEXT.length));
  }

  @Test
  void refusesAFileCutAnywhere() throws IOException {
    byte[] whole = gzip(TEXT);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      FileUnreadableException e = assertThrows(FileUnreadableException.class, () -> text(cut));
      boolean isHeader = length < 10;
      String problem = isHeader ? e.getMessage().replaceAll(".*: (.*);.*", "$1") : "";
      assertThat(
          e.getMessage(),
          is(
              "x.csv.gz: "
                  + (isHeader ? problem : "ends within its gzip data")
                  + "; deliver it again, complete"));
    }
  }

  @Test
  void refusesWhatFollowsTheData() throws IOException {
    for (byte[] garbage : new byte[][] {{0}, {'x', 'y'}, new byte[512], {0x1f, (byte) 0x8b}}) {
      assertThrows(FileUnreadableException.class, () -> text(concat(gzip(TEXT), garbage)));
    }
  }

  @Test
  void refusesDamagedData() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    byte[] damaged = gzip(noise);
    damaged[5_000] ^= 1;
    FileUnreadableException e = assertThrows(FileUnreadableException.class, () -> text(damaged));
    assertThat(e.getMessage(), is("x.csv.gz: is not sound gzip data; deliver it again, complete"));
  }

  @Test
  void refusesABombLongBeforeItsEnd() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);
    FileUnreadableException e = assertThrows(FileUnreadableException.class, () -> text(bomb));
    assertThat(
        e.getMessage(),
        is(
            "x.csv.gz: decompresses to more than 100 times its size; if you trust its"
                + " source, deliver it uncompressed"));
  }

  @Test
  void refusesMoreBytesThanAFileMayHave() throws IOException {
    Limits limits = new Limits(1, 1, 1, 1, 1, 100, TEXT.length - 1);
    FileUnreadableException e =
        assertThrows(
            FileUnreadableException.class,
            () ->
                GzipStream.open(new ByteArrayInputStream(gzip(TEXT)), "x", limits).readAllBytes());
    assertThat(
        e.getMessage(),
        is("x: holds more than 15 bytes once decompressed; split it, or raise --maxFileSize"));
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String text(byte[] gzip) throws IOException {
    try (var in = GzipStream.open(new ByteArrayInputStream(gzip), "x.csv.gz", Limits.DEFAULT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
