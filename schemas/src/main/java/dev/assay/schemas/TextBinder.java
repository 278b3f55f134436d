package dev.assay.schemas;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How texts of a file become texts that are read, from custom properties of a property. */
final class TextBinder {
  static final String KEYS = "trim nullTexts case mapping";

  private static final Map<String, LetterCase> CASES =
      Map.of("lower", LetterCase.LOWER, "upper", LetterCase.UPPER);

  private final Type type;
  private final Part custom;

  TextBinder(Type type, Part custom) {
    this.type = type;
    this.custom = custom;
  }

  boolean trims(boolean otherwise) {
    return custom.flag("trim", otherwise);
  }

  Set<String> nullTexts() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(custom.texts("nullTexts")));
  }

  LetterCase letterCase() {
    LetterCase letterCase =
        custom.word("case", List.of("lower", "upper")).map(CASES::get).orElse(LetterCase.AS_IS);
    boolean says = type.kind() == Type.Kind.STRING || custom.has("mapping");
    if (letterCase != LetterCase.AS_IS && !says) {
      custom.report("case", "case says nothing of a " + type + " without a mapping");
    }
    return letterCase;
  }

  /** The mapping; a text in another case than the texts it meets would never be found. */
  Map<String, String> mapping(LetterCase letterCase) {
    Map<String, String> mapping = custom.textMap("mapping");
    for (String text : mapping.keySet()) {
      String folded = letterCase.fold(text);
      if (!folded.equals(text)) {
        custom.report(
            "mapping",
            "mapping meets texts after case: write \"" + folded + "\", not \"" + text + '"');
      }
    }
    return mapping;
  }
}
