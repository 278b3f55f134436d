package dev.assay.schemas;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names that are safe as a column, a table and a folder everywhere. */
final class Identifiers {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private Identifiers() {}

  static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }

  /** The text of a key that must be an identifier; a problem is reported if it is not. */
  static Optional<String> required(Part part, String key, String advice) {
    Optional<String> name = part.requiredText(key);
    if (name.isPresent() && !isIdentifier(name.get())) {
      String reason =
          name.get().startsWith("_")
              ? " starts with an underscore, which is kept for columns of Assay's own"
              : " is not an identifier: a lower-case letter, then up to 62 of a-z, 0-9 and _";
      part.report(key, key + " \"" + name.get() + '"' + reason + advice);
      return Optional.empty();
    }
    return name;
  }
}
