package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.ConnectionProperty;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a warehouse in BigQuery is built on: that a script of several statements is all or nothing.
 */
class TransactionsOfBigQueryTest {
  @Order(1)
  @RegisterExtension
  static final FakeGcs GCS = FakeGcs.withBuckets("lake");

  @Order(2)
  @RegisterExtension
  static final LocalBigQuery BIGQUERY = LocalBigQuery.over(GCS);

  private static BigQuery client;

  @BeforeAll
  static void createTables() throws Exception {
    client = BIGQUERY.client("transactions");
    run("CREATE SCHEMA bank");
    run("CREATE TABLE bank.balance (customer STRING, total NUMERIC)");
    run("CREATE TABLE bank.audit (batch STRING)");
    run("CREATE TABLE bank.turns (turn INT64)");
    run("INSERT INTO bank.turns (turn) VALUES (0)");
  }

  private static void run(String sql) throws InterruptedException {
    client.query(QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).build());
  }

  private static long number(String sql) throws InterruptedException {
    return client
        .query(QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).build())
        .iterateAll()
        .iterator()
        .next()
        .get(0)
        .getLongValue();
  }

  @Test
  void commitsAllStatementsOfAScript() throws Exception {
    run(
        """
        BEGIN TRANSACTION;
        INSERT INTO bank.balance (customer, total) VALUES ('ada', 1), ('bob', 2);
        UPDATE bank.balance SET total = 3 WHERE customer = 'bob';
        INSERT INTO bank.audit (batch) VALUES ('monday');
        COMMIT TRANSACTION;""");

    assertThat(number("SELECT COUNT(*) FROM bank.audit WHERE batch = 'monday'"), is(1L));
    assertThat(number("SELECT SUM(total) FROM bank.balance WHERE total < 100"), is(4L));
  }

  @Test
  void rollsBackWhatAFailedStatementFollows() {
    Exception failure =
        assertThrows(
            BigQueryException.class,
            () ->
                run(
                    """
                    BEGIN TRANSACTION;
                    INSERT INTO bank.balance (customer, total) VALUES ('eve', 1000);
                    INSERT INTO bank.audit (batch) VALUES ('refused');
                    ASSERT (SELECT COUNT(*) FROM bank.balance WHERE total = 1000) = 7 AS 'not seven';
                    COMMIT TRANSACTION;"""));

    assertThat(failure.getMessage(), containsString("not seven"));
    assertThat(assertDoesNotFail("SELECT COUNT(*) FROM bank.balance WHERE total = 1000"), is(0L));
    assertThat(
        assertDoesNotFail("SELECT COUNT(*) FROM bank.audit WHERE batch = 'refused'"), is(0L));
  }

  private static long assertDoesNotFail(String sql) {
    try {
      return number(sql);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Two that only insert do not conflict: a row that each of them changes makes them. */
  @Test
  void refusesOneOfTwoTransactionsThatChangeTheSameRow() throws Exception {
    String first = session("BEGIN TRANSACTION");
    String second = session("BEGIN TRANSACTION");
    within(first, "UPDATE bank.turns SET turn = turn + 1 WHERE TRUE");
    within(second, "UPDATE bank.turns SET turn = turn + 1 WHERE TRUE");
    within(first, "INSERT INTO bank.audit (batch) VALUES ('first')");
    within(second, "INSERT INTO bank.audit (batch) VALUES ('second')");

    within(first, "COMMIT TRANSACTION");

    assertThrows(BigQueryException.class, () -> within(second, "COMMIT TRANSACTION"));
    assertThat(number("SELECT turn FROM bank.turns"), is(1L));
    assertThat(number("SELECT COUNT(*) FROM bank.audit WHERE batch = 'first'"), is(1L));
    assertThat(number("SELECT COUNT(*) FROM bank.audit WHERE batch = 'second'"), is(0L));
  }

  private static String session(String sql) throws InterruptedException {
    QueryJobConfiguration begin =
        QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).setCreateSession(true).build();
    Job job = client.create(JobInfo.of(begin)).waitFor();
    return ((QueryStatistics) job.getStatistics()).getSessionInfo().getSessionId();
  }

  private static void within(String session, String sql) throws InterruptedException {
    client.query(
        QueryJobConfiguration.newBuilder(sql)
            .setUseLegacySql(false)
            .setConnectionProperties(List.of(ConnectionProperty.of("session_id", session)))
            .build());
  }
}
