package dev.assay.transforms.read;

import static dev.assay.transforms.read.Seen.sound;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final String TEXT = "name,price\nJosé,\"1\n€\"\n😀,2\n";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "GB18030"})
  void readsTheSameRecordsInEveryEncoding(String encoding) throws IOException {
    byte[] bytes = TEXT.getBytes(Charset.forName(encoding));
    assertThat(records(bytes, encoding), equalTo(Seen.csv(TEXT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void passesOverAByteOrderMark(String encoding) throws IOException {
    byte[] bytes = ("\uFEFF" + TEXT).getBytes(Charset.forName(encoding));
    assertThat(records(bytes, encoding), equalTo(Seen.csv(TEXT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-32BE", "UTF-32LE"})
  void refusesAFileThatStartsWithAnotherEncodingsMark(String encoding) {
    byte[] bytes =
        ((encoding.equals("UTF-16") ? "" : "\uFEFF") + TEXT).getBytes(Charset.forName(encoding));
    FileUnreadableException e =
        assertThrows(FileUnreadableException.class, () -> records(bytes, "UTF-8"));
    assertThat(e.getMessage(), containsString("x.csv: starts with the byte order mark of UTF-16"));
  }

  @Test
  void namesTheLineNearWhichAFileIsNotInItsEncoding() {
    byte[] bytes = "a\nb\nc".getBytes(StandardCharsets.UTF_16LE);
    bytes[8] = 0x00;
    bytes[9] = (byte) 0xDC;
    FileUnreadableException e =
        assertThrows(FileUnreadableException.class, () -> records(bytes, "UTF-16LE"));
    assertThat(
        e.getMessage(),
        is(
            "x.csv: is not UTF-16LE near line 3; name the encoding it is in in the contract, or write it anew"));
  }

  @Test
  void transcodesMoreThanABufferAtATime() throws IOException {
    String text = "é😀,\"x\"\n".repeat(40_000);
    List<Seen> records = records(text.getBytes(StandardCharsets.UTF_16), "UTF-16");
    assertThat(records.size(), is(40_000));
    assertThat(records.get(39_999), is(sound(40_000, "é😀,\"x\"", "é😀", "x")));
  }

  @Test
  void leavesBytesThatAreNotUtf8ToWhoeverReadsTheField() throws IOException {
    byte[] bytes = {'a', ',', (byte) 0xE9, '\n'};
    RecordReader records = reader(bytes, "UTF-8");
    records.next();
    assertThat(records.bytes()[records.start(1)], is((byte) 0xE9));
    assertThat(records.raw(), is("a,\uFFFD"));
  }

  @Test
  void cutsTheRawTextBetweenCharacters() throws IOException {
    byte[] bytes = ("x" + "é".repeat(40_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(
        records(bytes, "UTF-8"),
        contains(sound(1, "x" + "é".repeat(32_767), "x" + "é".repeat(40_000))));
  }

  private static List<Seen> records(byte[] bytes, String encoding) throws IOException {
    try {
      return Seen.all(reader(bytes, encoding));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static RecordReader reader(byte[] bytes, String encoding) throws IOException {
    Format format = new Format(Format.Kind.CSV, ',', '"', encoding, true, Set.of(""));
    InputStream in = Encoding.decode(new ByteArrayInputStream(bytes), "x.csv", format);
    return new CsvReader(in, format, Limits.DEFAULT, false, 1);
  }
}
