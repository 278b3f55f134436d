package dev.assay.transforms.warehouse;

import dev.assay.schemas.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lake that a warehouse shows: its views of silver name files of the lake by their full path.
 */
public final class ShownLake {
  private static final Pattern FILE_OF_SILVER = Pattern.compile("'((?:[^']|'')+?)/silver/");
  private static final String VIEWS =
      "SELECT sql FROM duckdb_views() WHERE schema_name LIKE '%\\_silver' ESCAPE '\\'";

  private ShownLake() {}

  /**
   * The folder of the lake; empty if the warehouse shows no silver yet.
   *
   * @param uri {@code duckdb:FILE}
   * @throws RequestException if there is no such warehouse, or it cannot be read now
   */
  public static Optional<String> of(String uri) {
    if (!uri.startsWith("duckdb:")) {
      throw new RequestException("--warehouse=" + uri + ": give the lake: --output=DIR");
    }
    Path file = Path.of(uri.substring("duckdb:".length()));
    if (!Files.isRegularFile(file)) {
      throw new RequestException("--warehouse=" + uri + ": there is no such file");
    }
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
        Statement statement = connection.createStatement();
        ResultSet views = statement.executeQuery(VIEWS)) {
      while (views.next()) {
        Matcher matcher = FILE_OF_SILVER.matcher(views.getString(1));
        if (matcher.find()) {
          return Optional.of(matcher.group(1).replace("''", "'"));
        }
      }
      return Optional.empty();
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new RequestException(
          "--warehouse=" + uri + " cannot be read (" + reason + "); give the lake: --output=DIR");
    }
  }
}
