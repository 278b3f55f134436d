package dev.assay.schemas;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Set;

/**
 * How the files of a dataset are written.
 *
 * @param kind CSV or JSON lines
 * @param delimiter between the fields of a CSV line, ASCII
 * @param quote around CSV fields that hold delimiters, quotes or line breaks, ASCII; doubled inside
 * @param encoding name of the character set
 * @param header whether the first line of a CSV file names the columns; if not, they stand in the
 *     contract's order
 * @param nullTexts unquoted texts that mean "no value"; holds the empty text unless the contract
 *     says otherwise. Then empty quotes mean it too, but for a text that may be missing: there they
 *     are the empty text
 */
public record Format(
    Kind kind, char delimiter, char quote, String encoding, boolean header, Set<String> nullTexts)
    implements Serializable {

  /** The two ways of writing records that Assay reads. */
  public enum Kind {
    CSV,
    JSON_LINES
  }

  /** RFC 4180 in UTF-8 with a header; the empty text is null. */
  public static final Format CSV = new Format(Kind.CSV, ',', '"', "UTF-8", true, Set.of(""));

  /** One JSON object a line, in UTF-8. */
  public static final Format JSON_LINES =
      new Format(Kind.JSON_LINES, ',', '"', "UTF-8", false, Set.of());

  public Charset charset() {
    return Charset.forName(encoding);
  }
}
