package dev.assay.pipelines;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Names that products should not have, and may. */
public final class NaughtyTexts {
  private static final List<String> OURS =
      List.of(
          "<script>document.title = 'x'</script>",
          "</script><script>document.title = 'x'</script>",
          "\"><img src=x onerror=\"document.title = 'x'\">",
          "' onmouseover='x()",
          "</td></tr></table><!--",
          "{{constructor}} ${7*7} {b|x}",
          "&lt;b&gt; &amp;",
          "=1+1",
          "@SUM(A1)",
          "a,\"b\"\nc\u2028d");

  private NaughtyTexts() {}

  /** Some of ours, and the corpus of naughty strings if the folder of real data is known. */
  public static List<String> all() throws IOException {
    List<String> texts = new ArrayList<>(OURS);
    String data = System.getenv("ASSAY_DATA");
    Path corpus = Path.of(data == null ? "" : data, "corpora/blns/blns.json");
    if (data != null && Files.exists(corpus)) {
      new ObjectMapper()
          .readValue(corpus.toFile(), new TypeReference<List<String>>() {}).stream()
              .filter(text -> text.indexOf('\0') < 0)
              .forEach(texts::add);
    }
    return texts;
  }

  /** Makes them the names of the best sellers of a warehouse, in their order. */
  public static void asProducts(Path warehouse, List<String> names) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + warehouse);
        Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO orders_gold.top_products VALUES (DATE '2024-01-01', ?, 'P', ?, 'Books',"
                    + " 10, 1, now())")) {
      statement.execute("DELETE FROM orders_gold.top_products");
      for (int i = 0; i < names.size(); i++) {
        insert.setInt(1, i + 1);
        insert.setString(2, names.get(i));
        insert.execute();
      }
    }
  }
}
