package dev.assay.transforms.validate;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.FieldRule.Kind;
import dev.assay.schemas.Format;
import dev.assay.schemas.LetterCase;
import dev.assay.schemas.Notation;
import dev.assay.schemas.Outcome;
import dev.assay.schemas.RowRule;
import dev.assay.schemas.Type;
import dev.assay.transforms.read.Fields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields, datasets and records, each by what a test says of it. */
final class TestFields {
  private TestFields() {}

  static Field field(String name, Type type, FieldRule... rules) {
    return new Field(name, name, "", type, false, List.of(), false, Map.of(), "", List.of(rules));
  }

  static Field formatted(String name, Type type, List<String> formats, FieldRule... rules) {
    return new Field(name, name, "", type, false, formats, false, Map.of(), "", List.of(rules));
  }

  static Field noted(String name, Type type, Notation notation) {
    return new Field(
        name,
        name,
        "",
        type,
        false,
        List.of(),
        notation,
        false,
        Set.of(),
        LetterCase.AS_IS,
        Map.of(),
        "",
        List.of(),
        null);
  }

  static Field required(String name, Type type, FieldRule... rules) {
    return new Field(name, name, "", type, true, List.of(), false, Map.of(), "", List.of(rules));
  }

  static Field trimmed(String name, Type type) {
    return new Field(name, name, "", type, false, List.of(), true, Map.of(), "", List.of());
  }

  static Field mapped(String name, Type type, Map<String, String> mapping) {
    return new Field(name, name, "", type, false, List.of(), false, mapping, "", List.of());
  }

  /** A field whose texts are trimmed, may mean nothing, change case, and are mapped. */
  static Field cleaned(
      String name,
      Type type,
      Set<String> nullTexts,
      LetterCase letterCase,
      Map<String, String> mapping,
      FieldRule... rules) {
    return new Field(
        name,
        name,
        "",
        type,
        false,
        List.of(),
        Notation.PLAIN,
        true,
        nullTexts,
        letterCase,
        mapping,
        "",
        List.of(rules),
        null);
  }

  static Field classified(String name, String classification, FieldRule... rules) {
    return new Field(
        name,
        name,
        "",
        Type.STRING,
        false,
        List.of(),
        false,
        Map.of(),
        classification,
        List.of(rules));
  }

  static FieldRule rule(String field, Kind kind, String bound, Outcome outcome) {
    return new FieldRule(field + "." + kind.suffix(), kind, bound, Set.of(), outcome);
  }

  static FieldRule rule(String field, Kind kind, String bound) {
    return rule(field, kind, bound, Outcome.QUARANTINE);
  }

  static FieldRule oneOf(String field, String... values) {
    return new FieldRule(
        field + ".validValues", Kind.VALID_VALUES, "", Set.of(values), Outcome.QUARANTINE);
  }

  static Dataset dataset(Format format, List<RowRule> rules, Field... fields) {
    return new Dataset(
        "things",
        "A thing",
        "things.csv",
        format,
        List.of(fields),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        rules,
        List.of());
  }

  /** A record of texts; one in double quotes is quoted, {@code null} is null by its notation. */
  static Fields record(Charset charset, String... texts) {
    byte[][] contents =
        Arrays.stream(texts)
            .map(text -> text == null ? new byte[0] : unquote(text).getBytes(charset))
            .toArray(byte[][]::new);
    return new Texts(
        contents,
        Arrays.stream(texts).map(text -> text != null && text.startsWith("\"")).toList(),
        Arrays.stream(texts).map(text -> text == null).toList());
  }

  /** A record of unquoted bytes. */
  static Fields bytes(byte[]... contents) {
    List<Boolean> no = new ArrayList<>();
    Arrays.stream(contents).forEach(content -> no.add(false));
    return new Texts(contents, no, no);
  }

  private static String unquote(String text) {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }

  /** Contents, one behind the other, with something before, between and behind them. */
  private static final class Texts implements Fields {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final List<Boolean> quoted;
    private final List<Boolean> nulls;

    Texts(byte[][] contents, List<Boolean> quoted, List<Boolean> nulls) {
      this.quoted = quoted;
      this.nulls = nulls;
      this.starts = new int[contents.length];
      this.ends = new int[contents.length];
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write('#');
      for (int i = 0; i < contents.length; i++) {
        starts[i] = all.size();
        all.writeBytes(contents[i]);
        ends[i] = all.size();
        all.write('#');
      }
      this.bytes = all.toByteArray();
    }

    @Override
    public int size() {
      return starts.length;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public int start(int field) {
      return starts[field];
    }

    @Override
    public int end(int field) {
      return ends[field];
    }

    @Override
    public boolean isQuoted(int field) {
      return quoted.get(field);
    }

    @Override
    public boolean isNull(int field) {
      return nulls.get(field);
    }
  }
}
