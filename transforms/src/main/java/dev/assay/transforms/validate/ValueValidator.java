package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Format;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads a single value: null, rewritten, typed, checked, encoded. */
final class ValueValidator extends FieldValidator {
  static final String MISSING = "is missing";

  /** Bytes of an offending value that are shown; the record's raw text has the rest. */
  private static final int MAX_SHOWN = 1024;

  private final Field field;
  private final ValueParser parser;
  private final TextParser asDelivered;
  private final RecentTexts rewritten = new RecentTexts();
  private final Charset charset;
  private final FieldRule required;
  private final FieldRule type;
  private final List<Check> checks;
  private final byte[][] nullTexts;
  private final boolean isEmptyNull;
  private final boolean quotedMayBeNull;

  /** Whether empty quotes are a value: an empty text, where one need not be given at all. */
  private final boolean isEmptyText;

  /** Whether a text is mapped, or its letters changed, before it is read; it then is in UTF-8. */
  private final boolean rewrites;

  /** What stands where a record has no value, in UTF-8; null for a null. */
  private final byte @Nullable [] otherwise;

  ValueValidator(Field field, Format format, Charset charset) {
    this.field = field;
    this.charset = charset;
    this.rewrites = field.reading().rewrites();
    this.parser = ValueParser.of(field, rewrites ? StandardCharsets.UTF_8 : charset);
    this.asDelivered = new TextParser(charset);
    this.required = rule(field, FieldRule.Kind.REQUIRED);
    this.type =
        rule(
            field,
            field.type().kind() == Type.Kind.STRING
                ? FieldRule.Kind.ENCODING
                : FieldRule.Kind.TYPE);
    this.checks =
        field.rules().stream().filter(Check::isOfValue).map(rule -> Check.of(field, rule)).toList();
    Set<String> nullTexts = new HashSet<>(format.nullTexts());
    nullTexts.addAll(field.reading().nullTexts());
    this.isEmptyNull = nullTexts.contains("");
    this.nullTexts =
        nullTexts.stream()
            .filter(text -> !text.isEmpty())
            .map(text -> text.getBytes(charset))
            .toArray(byte[][]::new);
    String defaultText = field.reading().defaultText();
    this.otherwise = defaultText == null ? null : defaultText.getBytes(StandardCharsets.UTF_8);
    this.isEmptyText =
        field.type().kind() == Type.Kind.STRING && !field.required() && otherwise == null;
    this.quotedMayBeNull = format.kind() == Format.Kind.JSON_LINES;
  }

  @Override
  void missing(RowEncoder into, Findings findings) {
    if (otherwise != null) {
      into.putBytes(otherwise, 0, otherwise.length);
      return;
    }
    if (field.required()) {
      findings.add(field, required, MISSING, null);
    }
    into.putNull();
  }

  @Override
  void validate(
      byte[] bytes, int from, int to, boolean isQuoted, RowEncoder into, Findings findings) {
    int start = from;
    int end = to;
    if (field.reading().trim()) {
      while (start < end && isBlank(bytes[start])) {
        start++;
      }
      while (start < end && isBlank(bytes[end - 1])) {
        end--;
      }
    }
    boolean mayBeNull = !isQuoted || quotedMayBeNull;
    if (mayBeNull ? isNull(bytes, start, end) : start == end && isEmptyNull && !isEmptyText) {
      missing(into, findings);
    } else if (!rewrites) {
      type(bytes, start, end, into, findings);
    } else {
      rewrite(bytes, start, end, into, findings);
    }
  }

  private void rewrite(byte[] bytes, int start, int end, RowEncoder into, Findings findings) {
    byte[] known = rewritten.of(bytes, start, end);
    if (known != null) {
      type(known, 0, known.length, into, findings);
      return;
    }
    String complaint = asDelivered.parse(bytes, start, end);
    if (complaint != null) {
      findings.add(field, type, complaint, shown(bytes, start, end, charset));
      into.putNull();
      return;
    }
    byte[] read = field.reading().rewrite(asDelivered.value()).getBytes(StandardCharsets.UTF_8);
    rewritten.keep(bytes, start, end, read);
    type(read, 0, read.length, into, findings);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private boolean isNull(byte[] bytes, int start, int end) {
    if (start == end) {
      return isEmptyNull;
    }
    for (byte[] text : nullTexts) {
      if (Arrays.equals(bytes, start, end, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  private void type(byte[] bytes, int start, int end, RowEncoder into, Findings findings) {
    String complaint = parser.parse(bytes, start, end);
    if (complaint != null) {
      findings.add(field, type, complaint, text(bytes, start, end));
      into.putNull();
      return;
    }
    parser.write(into);
    for (Check check : checks) {
      if (!check.holds().test(parser)) {
        findings.add(field, check.rule(), check.message(), text(bytes, start, end));
      }
    }
  }

  private String text(byte[] bytes, int start, int end) {
    return shown(bytes, start, end, rewrites ? StandardCharsets.UTF_8 : charset);
  }

  /** As much of an offending text as is shown. */
  static String shown(byte[] bytes, int start, int end, Charset charset) {
    return new String(bytes, start, Math.min(end - start, MAX_SHOWN), charset);
  }
}
