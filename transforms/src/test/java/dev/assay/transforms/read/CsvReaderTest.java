package dev.assay.transforms.read;

import static dev.assay.transforms.read.Seen.refused;
import static dev.assay.transforms.read.Seen.sound;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
  private static final Limits LIMITS = Limits.DEFAULT;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          \\n,     \\n,     1
          \\n,     '',      1
          \\n,     \\n\\n,  2
          \\n\\n,  '',      2
          \\r\\n,  \\r\\n,  1
          \\r\\n,  '',      1
          \\r\\n,  \\r\\n\\r\\n, 1
          \\r\\n\\r\\n, '', 2
          \\r,     \\r,     1
          \\r,     '',      1
          \\r\\r,  \\r,     2
          \\n\\r,  \\n,     2
          """)
  void findsTheSameRecordsWhateverEndsTheLines(String between, String last, int step) {
    String text = String.join(between.translateEscapes(), "a,b", "\"c\",", ",d");
    for (int capacity = 2; capacity < 20; capacity++) {
      List<Seen> seen = Seen.csv(text + last.translateEscapes(), true, LIMITS, capacity);
      int lines = between.translateEscapes().equals("\r\n") ? 1 : lines(between);
      assertThat(
          seen,
          contains(
              sound(1, "a,b", "a", "b"),
              sound(1 + lines, "\"c\",", "c", ""),
              sound(1 + 2L * lines, ",d", "", "d")));
    }
  }

  private static int lines(String between) {
    return between.translateEscapes().replace("\r\n", "\n").length();
  }

  @Test
  void countsBlankLinesAndGivesNoRecordForThem() throws IOException {
    RecordReader records =
        new CsvReader(Seen.stream("\n\r\na\n\n\n\"\"\n"), Format.CSV, LIMITS, true, 1);
    assertThat(Seen.all(records), contains(sound(3, "a", "a"), sound(6, "\"\"", "")));
    assertThat(records.blankLines(), is(4L));
    assertThat(records.recordsRead(), is(2L));
  }

  @Test
  void readsQuotedFields() {
    assertThat(
        Seen.csv("1,\"a,\"\"b\"\"\r\nc\",\"\"\"\"\n2,\"\",x\n"),
        contains(
            sound(1, "1,\"a,\"\"b\"\"\r\nc\",\"\"\"\"", "1", "a,\"b\"\r\nc", "\""),
            sound(3, "2,\"\",x", "2", "", "x")));
  }

  @Test
  void tellsAQuotedEmptyTextFromNothing() throws IOException {
    RecordReader records = new CsvReader(Seen.stream("\"\","), Format.CSV, LIMITS, true, 1);
    records.next();
    assertThat(records.isQuoted(0), is(true));
    assertThat(records.isQuoted(1), is(false));
    assertThat(records.isNull(0), is(false));
    assertThat(records.isNull(1), is(false));
  }

  @Test
  void takesAQuoteWithinAnUnquotedFieldForText() {
    assertThat(
        Seen.csv("5\" pipe, \"x\"\n"), contains(sound(1, "5\" pipe, \"x\"", "5\" pipe", " \"x\"")));
  }

  @Test
  void readsNulBytesAsData() {
    assertThat(Seen.csv("a\0b,\0\n"), contains(sound(1, "a\0b,\0", "a\0b", "\0")));
  }

  @Test
  void readsOtherDelimitersQuotesAndEncodings() throws IOException {
    Format format = new Format(Format.Kind.CSV, ';', '\'', "ISO-8859-1", true, Set.of(""));
    byte[] bytes = "'a;''b''';£\n".getBytes(StandardCharsets.ISO_8859_1);
    RecordReader records = new CsvReader(new ByteArrayInputStream(bytes), format, LIMITS, true, 1);
    assertThat(Seen.all(records), contains(sound(1, "'a;''b''';£", "a;'b'", "£")));
  }

  @Test
  void quarantinesOnlyTheLineOfAMalformedQuote() {
    assertThat(
        Seen.csv("a\n\"b\"c,\"d\ne\",f\ng\n"),
        contains(
            sound(1, "a", "a"),
            refused(2, "\"b\"c,\"d", "record.malformedQuote"),
            sound(3, "e\",f", "e\"", "f"),
            sound(4, "g", "g")));
  }

  @Test
  void quarantinesOnlyTheLineOfAnUnclosedQuote() {
    assertThat(
        Seen.csv("a\nb,\"c\r\nd,\"e\nf\"\r\ng"),
        contains(
            sound(1, "a", "a"),
            refused(2, "b,\"c", "record.malformedQuote"),
            sound(3, "d,\"e\nf\"", "d", "e\nf"),
            sound(5, "g", "g")));
    assertThat(
        Seen.csv("a,\"b\nc"),
        contains(refused(1, "a,\"b", "record.unclosedQuote"), sound(2, "c", "c")));
  }

  @Test
  void readsNothingFromNothing() {
    assertThat(Seen.csv(""), empty());
    assertThat(Seen.csv("\r\n\r"), empty());
  }

  @Property(tries = 3000)
  void readsBackWhatWasWritten(
      @ForAll("tables") List<List<String>> table,
      @ForAll("lineEnds") String lineEnd,
      @ForAll @IntRange(min = 2, max = 64) int capacity) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      text.append(row.stream().map(CsvReaderTest::quoted).collect(Collectors.joining(",")));
      text.append(lineEnd);
    }
    List<List<String>> read =
        Seen.csv(text.toString(), true, LIMITS, capacity).stream().map(Seen::fields).toList();
    assertThat(read, equalTo(table));
  }

  @Property(tries = 3000)
  void accountsForEveryByteOfAnyTextWhateverTheBuffer(@ForAll("texts") String text) {
    List<Seen> whole = Seen.csv(text);
    for (int capacity = 2; capacity <= text.length() + 2; capacity++) {
      assertThat(Seen.csv(text, false, LIMITS, capacity), equalTo(whole));
    }
    String raws = whole.stream().map(Seen::raw).collect(Collectors.joining());
    assertThat(raws.replaceAll("[\r\n]", ""), equalTo(text.replaceAll("[\r\n]", "")));
    for (Seen seen : whole) {
      List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
      List<String> rawLines = List.of(seen.raw().split("\r\n|\r|\n", -1));
      int at = (int) seen.line() - 1;
      assertThat(lines.subList(at, at + rawLines.size()), equalTo(rawLines));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab,\"\"\"\n\n\ré").ofMaxLength(40);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return Arbitraries.strings()
        .withChars("xyé,\"\n\r")
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  /** Quoted only where it must be, so that both ways of writing a field are read. */
  private static String quoted(String field) {
    boolean isPlain = !field.isEmpty() && field.matches("[^,\"\r\n]*");
    return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
