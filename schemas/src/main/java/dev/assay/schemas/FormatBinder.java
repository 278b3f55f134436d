package dev.assay.schemas;

import dev.assay.schemas.Format.Kind;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How files are written, from custom properties of the contract or of one schema. */
final class FormatBinder {
  static final String KEYS = "format delimiter quote encoding header nullTexts trim";

  private static final Map<String, Kind> KINDS =
      Map.of("csv", Kind.CSV, "jsonLines", Kind.JSON_LINES);
  private static final List<String> CSV_ONLY = List.of("delimiter", "quote", "header");

  private FormatBinder() {}

  /** The format that the properties describe; what they leave out is as in {@code defaults}. */
  static Format bind(Part custom, Format defaults) {
    Kind kind =
        custom.word("format", List.of("csv", "jsonLines")).map(KINDS::get).orElse(defaults.kind());
    // Null texts of CSV mean nothing in JSON, which has a null of its own, and the reverse.
    Format base =
        kind == defaults.kind() ? defaults : kind == Kind.CSV ? Format.CSV : Format.JSON_LINES;
    if (kind == Kind.JSON_LINES) {
      CSV_ONLY.stream()
          .filter(custom::has)
          .forEach(key -> custom.report(key, key + " does not apply to format jsonLines"));
    }
    char delimiter = character(custom, "delimiter", base.delimiter());
    char quote = character(custom, "quote", base.quote());
    if (delimiter == quote) {
      custom.report("quote", "quote and delimiter are the same character");
    }
    Set<String> nullTexts =
        custom.has("nullTexts")
            ? Collections.unmodifiableSet(new LinkedHashSet<>(custom.texts("nullTexts")))
            : base.nullTexts();
    boolean header = custom.flag("header", base.header());
    return new Format(
        kind, delimiter, quote, encoding(custom, defaults.encoding()), header, nullTexts);
  }

  private static char character(Part custom, String key, char otherwise) {
    Optional<String> text = custom.text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    String written = text.get();
    boolean isOne = written.length() == 1 && written.charAt(0) < 128;
    if (!isOne || "\r\n\0".contains(written)) {
      custom.report(key, key + " must be one ASCII character, and no line break");
      return otherwise;
    }
    return written.charAt(0);
  }

  private static String encoding(Part custom, String otherwise) {
    Optional<String> name = custom.text("encoding");
    try {
      return name.map(Charset::forName).map(Charset::name).orElse(otherwise);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      custom.report("encoding", "unknown encoding \"" + name.orElse("") + "\", such as UTF-8");
      return otherwise;
    }
  }
}
