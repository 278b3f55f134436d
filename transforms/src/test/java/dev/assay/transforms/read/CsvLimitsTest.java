package dev.assay.transforms.read;

import static dev.assay.transforms.read.Seen.refused;
import static dev.assay.transforms.read.Seen.sound;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.schemas.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvLimitsTest {
  private static final Limits SMALL = new Limits(8, 5, 3, 64, 100, 100, 1 << 20);

  @Test
  void givesOutARecordAtTheLimitAndRefusesTheNextByte() {
    assertThat(
        Seen.csv("aaaa,bbb\r\naaaa,bbbb\r\nc", true, SMALL, 2),
        contains(
            sound(1, "aaaa,bbb", "aaaa", "bbb"),
            refused(2, "aaaa,bbbb", "record.tooLong"),
            sound(3, "c", "c")));
  }

  @Test
  void passesOverALongRecordToItsTrueEndIfQuotesAreWellFormed() {
    assertThat(
        Seen.csv("\"aaa\n,b\"\"\nc\",d\ne", true, SMALL, 2),
        contains(refused(1, "\"aaa\n,b\"\"\nc\",d", "record.tooLong"), sound(4, "e", "e")));
  }

  @Test
  void refusesOnlyTheFirstLineOfALongRecordIfQuotesAreNotWellFormed() {
    assertThat(
        Seen.csv("\"aaa\nb\nc\nddddd\ne", false, SMALL, 2),
        contains(
            refused(1, "\"aaa", "record.unclosedQuote"),
            sound(2, "b", "b"),
            sound(3, "c", "c"),
            sound(4, "ddddd", "ddddd"),
            sound(5, "e", "e")));
  }

  @Test
  void refusesLongFieldsAndManyFields() {
    assertThat(
        Seen.csv("abcdef\na,b,c\na,b,c,\nx", true, SMALL, 2),
        contains(
            refused(1, "abcdef", "field.tooLong"),
            sound(2, "a,b,c", "a", "b", "c"),
            refused(3, "a,b,c,", "record.tooManyFields"),
            sound(4, "x", "x")));
  }

  @Test
  void bearsALineOf100MegabytesInLittleMemory() throws IOException {
    InputStream in =
        new SequenceInputStream(new Repeated("xyz,\"", 100 << 20), Seen.stream("\nnext,row\n"));
    RecordReader records = new CsvReader(in, Format.CSV, Limits.DEFAULT, false, 1);
    records.next();
    assertThat(records.problem().rule(), is("record.malformedQuote"));
    assertThat(records.raw().length(), is(64 << 10));
    assertThat(records.window.bytes.length, lessThan(5 << 20));
    assertThat(Seen.all(records), contains(sound(2, "next,row", "next", "row")));
  }

  @Test
  void anUnclosedQuoteAtTheTopOfALargeFileCostsOneLine() throws IOException {
    String row = "1,\"Toronto, ON\",plain,2024-01-01\n";
    InputStream in = new SequenceInputStream(Seen.stream("0,\"x\n"), new Repeated(row, 64 << 20));
    RecordReader records = new CsvReader(in, Format.CSV, Limits.DEFAULT, false, 1);
    records.next();
    assertThat(records.raw(), is("0,\"x"));
    long sound = 0;
    while (records.next() && records.problem() == null) {
      sound++;
    }
    assertThat(sound, is((long) (64 << 20) / row.length()));
  }

  @Test
  void anUnclosedQuoteBeforeRowsWithoutQuotesIsFoundAtTheLimit() throws IOException {
    String row = "1,plain,2024-01-01\n";
    InputStream in = new SequenceInputStream(Seen.stream("0,\"x\n"), new Repeated(row, 64 << 20));
    RecordReader records = new CsvReader(in, Format.CSV, Limits.DEFAULT, false, 1);
    records.next();
    assertThat(records.problem().rule(), is("record.unclosedQuote"));
    assertThat(records.window.bytes.length, lessThan(5 << 20));
    records.next();
    assertThat(records.problem(), nullValue());
    assertThat(records.line(), is(2L));
    assertThat(1 + Seen.count(records), is((long) (64 << 20) / row.length()));
  }

  /** Every line reopens the quote that it closes: from each of them a mebibyte is looked at. */
  @Test
  void linesMadeToBeLookedAtAgainAndAgainTakeLinearTime() throws IOException {
    String line = "a\",\"\n";
    InputStream in = new Repeated(line, 16 << 20);
    RecordReader records = new CsvReader(in, Format.CSV, Limits.DEFAULT, false, 1);
    assertThat(Seen.count(records), is((long) (16 << 20) / line.length()));
  }

  @Property(tries = 3000)
  void refusesTheSameRecordsWhateverTheBuffer(@ForAll("texts") String text) {
    List<Seen> whole = Seen.csv(text, false, SMALL, 1000);
    for (int capacity = 2; capacity <= text.length() + 2; capacity++) {
      assertThat(Seen.csv(text, false, SMALL, capacity), equalTo(whole));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab,\"\"\"\n\r").ofMaxLength(60);
  }

  /** One text over and over, as whole copies of it, up to a number of bytes. */
  private static final class Repeated extends InputStream {
    private final byte[] text;
    private final long size;
    private long at;

    Repeated(String text, long about) {
      this.text = text.getBytes(StandardCharsets.UTF_8);
      this.size = about / this.text.length * this.text.length;
    }

    @Override
    public int read() {
      return at == size ? -1 : text[(int) (at++ % text.length)];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(length, size - at);
      for (int i = 0; i < count; i++) {
        target[offset + i] = (byte) read();
      }
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
