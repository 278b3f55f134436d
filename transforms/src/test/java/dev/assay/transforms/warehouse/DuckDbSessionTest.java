package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSessionTest {
  @TempDir Path folder;
  private Path lake;
  private Path secret;

  @BeforeEach
  void makeFiles() throws IOException {
    lake = Files.createDirectory(folder.resolve("it's a lake"));
    Files.writeString(lake.resolve("open.txt"), "open");
    secret = Files.writeString(folder.resolve("secret.txt"), "secret");
  }

  private DuckDbSession confined() {
    DuckDbSession session =
        DuckDbSession.open(
            DuckDbFile.of(folder.resolve("w.duckdb").toString()), WarehouseSettings.DEFAULT);
    session.confineTo(lake);
    return session;
  }

  private static String read(Path file) {
    return "SELECT count(*) FROM read_text(" + DuckDbDialect.literal(file.toString()) + ")";
  }

  @Test
  void readsWhatLiesInItsFolder() {
    try (DuckDbSession session = confined()) {
      assertThat(session.number(read(lake.resolve("open.txt"))), is(1L));
    }
  }

  @Test
  void readsAndWritesNothingElse() {
    try (DuckDbSession session = confined()) {
      for (String statement :
          new String[] {
            read(secret),
            read(lake.resolve("../secret.txt")),
            read(Path.of("/etc/passwd")),
            "COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'",
            "ATTACH '" + folder.resolve("other.duckdb") + "'"
          }) {
        Exception e = assertThrows(WarehouseException.class, () -> session.execute(statement));
        assertThat(e.getMessage(), containsString("disabled"));
      }
    }
    assertThat(Files.exists(folder.resolve("out.csv")), is(false));
  }

  @Test
  void cannotBeTalkedOutOfItsConfinement() {
    try (DuckDbSession session = confined()) {
      for (String setting :
          new String[] {
            "enable_external_access = true",
            "lock_configuration = false",
            "allowed_directories = ['/']"
          }) {
        assertThrows(WarehouseException.class, () -> session.execute("SET " + setting));
      }
    }
  }

  @Test
  void undoesATransactionThatThrows() {
    try (DuckDbSession session = confined()) {
      assertThrows(
          IllegalStateException.class,
          () ->
              session.inTransaction(
                  () -> {
                    session.execute("CREATE TABLE t AS SELECT 1");
                    throw new IllegalStateException("halfway");
                  }));

      assertThat(session.number("SELECT count(*) FROM duckdb_tables()"), is(0L));
      session.inTransaction(() -> session.update("CREATE TABLE t AS SELECT 1 AS n"));
      assertThat(session.number("SELECT n FROM t"), is(1L));
    }
  }
}
