package dev.assay.pipelines.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;

/**
 * What goes into every page as it is.
 *
 * @param style our style sheet
 * @param library ECharts, from its web jar
 * @param script ours, which draws the tables of the page
 */
record Assets(String style, String library, String script) {
  private static final String POM = "/META-INF/maven/org.webjars/echarts/pom.properties";
  private static final String LIBRARY = "/META-INF/resources/webjars/echarts/%s/echarts.min.js";

  static Assets load() {
    return new Assets(
        read("report.css"), read(LIBRARY.formatted(libraryVersion())), read("report.js"));
  }

  /**
   * What the browser may run and load: these three, by their hashes, and nothing else; whatever a
   * text from the data might be taken for.
   */
  String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
        + hash(style)
        + "; script-src "
        + hash(library)
        + " "
        + hash(script);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String libraryVersion() {
    try (InputStream in = open(POM)) {
      Properties pom = new Properties();
      pom.load(in);
      return pom.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Assets.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    return in;
  }
}
