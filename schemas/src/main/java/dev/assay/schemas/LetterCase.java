package dev.assay.schemas;

import java.util.Locale;

/** What becomes of the letters of a text before it is mapped and read. */
public enum LetterCase {
  AS_IS,
  LOWER,
  UPPER;

  /** The text in this case, by Unicode's rules for no language in particular. */
  public String fold(String text) {
    return switch (this) {
      case AS_IS -> text;
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
    };
  }
}
