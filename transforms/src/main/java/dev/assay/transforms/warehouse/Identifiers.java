package dev.assay.transforms.warehouse;

import dev.assay.schemas.RequestException;
import java.util.regex.Pattern;

/** Names of schemas, tables and columns: checked here before any of them reaches SQL. */
final class Identifiers {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private Identifiers() {}

  /**
   * The name itself.
   *
   * @throws RequestException if it could mean anything but a name
   */
  static String check(String name) {
    if (!SAFE.matcher(name).matches()) {
      throw new RequestException(
          "\""
              + name
              + "\" cannot name a schema, table or column of a warehouse: write a letter or _,"
              + " then up to 62 letters, digits or _.");
    }
    return name;
  }
}
