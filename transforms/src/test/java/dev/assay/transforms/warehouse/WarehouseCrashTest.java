package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ChildJvm;
import dev.assay.transforms.milestones.HaltAtMilestone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseCrashTest {
  private static final String BALANCES = "SELECT * FROM bank_gold.balance ORDER BY ALL";
  private static final String HALT = "-D" + HaltAtMilestone.PROPERTY + "=MERGED";

  @TempDir Path folder;

  @Test
  void aProcessKilledBeforeItsCommitLeavesTheWarehouseAsItWas() throws Exception {
    assertThat(project("1"), is(0));
    List<String> before = sql(BALANCES);

    assertThat(project("2", HALT), is(HaltAtMilestone.EXIT_CODE));

    assertThat(sql(BALANCES), equalTo(before));
    assertThat(sql("SELECT batch FROM assay.load_audit"), contains("b1"));
    assertThat(sql("SELECT account_id FROM bank_silver.accounts"), contains("a1"));
  }

  @Test
  void aRunAfterAKilledOneEndsAsIfNoneWasKilled() throws Exception {
    assertThat(project("1", HALT), is(HaltAtMilestone.EXIT_CODE));
    assertThat(project("1"), is(0));
    assertThat(project("2", HALT), is(HaltAtMilestone.EXIT_CODE));
    assertThat(project("2"), is(0));

    assertThat(
        sql("SELECT batch, inserted, updated FROM assay.merge_audit ORDER BY 1"),
        contains("b1|1|0", "b2|1|1"));
    assertThat(sql("SELECT total FROM bank_gold.balance"), contains("2.00", "2.00"));
  }

  @Test
  void aProcessKilledAmidTheDaysOfATableLeavesThemAllAsTheyWere() throws Exception {
    String visits = "SELECT visitor, day(came_on), minutes FROM bank_gold.visits ORDER BY 1";
    String stays = "SELECT visitor, day(came_at), minutes FROM bank_silver.stays ORDER BY 1";
    assertThat(project("3"), is(0));

    assertThat(project("4", HALT), is(HaltAtMilestone.EXIT_CODE));
    assertThat(sql(visits), contains("A|1|1", "B|1|1", "C|2|1"));
    assertThat(sql(stays), contains("A|1|1", "B|1|1", "C|2|1"));

    assertThat(project("4"), is(0));
    assertThat(sql(visits), contains("A|3|2", "B|1|2", "C|2|1"));
    assertThat(sql(stays), contains("A|3|2", "B|1|2", "C|2|1"));
  }

  /** A killed process leaves its unpacked native library in its temporary folder: not here. */
  private int project(String number, String... jvmOptions)
      throws IOException, InterruptedException {
    return ChildJvm.start(
            ProjectBatch.class,
            Stream.concat(Stream.of("-Djava.io.tmpdir=" + folder), Stream.of(jvmOptions)).toList(),
            folder.resolve("w.duckdb").toString(),
            folder.resolve("lake").toString(),
            number)
        .waitFor();
  }

  private List<String> sql(String statement) {
    return Lake.sql("jdbc:duckdb:" + folder.resolve("w.duckdb"), statement);
  }
}
