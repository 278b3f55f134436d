package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a text of a file becomes a value of a field. In this order: blanks are taken off, a null text
 * ends it there, letters change case, the text is mapped, and what then stands there is read as the
 * field's type.
 *
 * @param trim whether blanks around a value are taken off
 * @param nullTexts unquoted texts that mean "no value" in this field, besides those of its file's
 *     format
 * @param letterCase the case that letters are brought to
 * @param mapping texts as they come to texts as they are kept; what it lacks stays as it is
 * @param formats for dates and timestamps: patterns of {@link java.time.format.DateTimeFormatter},
 *     in English and resolved strictly (years are {@code u}), of which the first that fits is
 *     taken; empty means ISO 8601
 * @param notation how numbers are written
 * @param defaultText what stands where a record has no value; null for a null
 */
public record Reading(
    boolean trim,
    Set<String> nullTexts,
    LetterCase letterCase,
    Map<String, String> mapping,
    List<String> formats,
    Notation notation,
    @Nullable String defaultText)
    implements Serializable {

  /** As it stands there; dates as ISO 8601 has them. */
  public static final Reading PLAIN =
      new Reading(false, Set.of(), LetterCase.AS_IS, Map.of(), List.of(), Notation.PLAIN, null);

  /** The same, with that text where a record has no value. */
  public Reading otherwise(@Nullable String text) {
    return new Reading(trim, nullTexts, letterCase, mapping, formats, notation, text);
  }

  /** The same, with other formats of dates and timestamps. */
  public Reading formats(List<String> newFormats) {
    return new Reading(trim, nullTexts, letterCase, mapping, newFormats, notation, defaultText);
  }

  /** The same, of other texts. */
  public Reading mapping(Map<String, String> newMapping) {
    return new Reading(trim, nullTexts, letterCase, newMapping, formats, notation, defaultText);
  }

  /** The same, with blanks taken off. */
  public Reading trimmed() {
    return new Reading(true, nullTexts, letterCase, mapping, formats, notation, defaultText);
  }

  /** The same, of numbers written that way. */
  public Reading notation(Notation newNotation) {
    return new Reading(trim, nullTexts, letterCase, mapping, formats, newNotation, defaultText);
  }

  /** Whether a text of the file is anything but what is read: mapped, or in another case. */
  public boolean rewrites() {
    return !mapping.isEmpty() || letterCase != LetterCase.AS_IS;
  }

  /** The text that is read for one of the file. */
  public String rewrite(String text) {
    String folded = letterCase.fold(text);
    return mapping.getOrDefault(folded, folded);
  }
}
