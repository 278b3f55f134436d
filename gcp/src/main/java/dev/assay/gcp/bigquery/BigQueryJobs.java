package dev.assay.gcp.bigquery;

import com.google.api.gax.paging.Page;
import com.google.auth.Credentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.RetryOption;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobConfiguration;
import com.google.cloud.bigquery.JobException;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.WarehouseException;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Jobs in BigQuery, each waited for until it ends. */
final class BigQueryJobs {
  private static final Pattern LOCATION = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,40}");
  private static final Pattern KMS_KEY =
      Pattern.compile(
          "projects/[a-z0-9:.-]+/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]+/cryptoKeys/[A-Za-z0-9_-]+");

  /** A job of little data takes a second or two: looked at soon, and then less and less often. */
  private static final RetryOption FIRST_LOOK =
      RetryOption.initialRetryDelayDuration(Duration.ofMillis(500));

  private static final RetryOption LAST_LOOK =
      RetryOption.maxRetryDelayDuration(Duration.ofSeconds(10));

  /** Requests of one run that wait at the same time; far fewer than a project may make. */
  private static final int AT_ONCE = 16;

  /** More datasets than most projects have, and more tables than most datasets. */
  private static final int NAMES_AT_ONCE = 1000;

  private final BigQuery bigQuery;
  private final String location;
  private final @Nullable String kmsKey;

  private BigQueryJobs(BigQuery bigQuery, String location, @Nullable String kmsKey) {
    this.bigQuery = bigQuery;
    this.location = location;
    this.kmsKey = kmsKey;
  }

  /**
   * Connects as Beam's options say: {@code --bigQueryEndpoint}, the credentials of {@code
   * --credentialFactoryClass}, {@code --dataflowKmsKey} for what is made.
   */
  static BigQueryJobs connect(String project, WarehouseSettings settings) {
    PipelineOptions given =
        settings.options() == null ? PipelineOptionsFactory.create() : settings.options();
    String location =
        checked(
            "warehouseLocation",
            given.as(BigQueryWarehouseOptions.class).getWarehouseLocation(),
            LOCATION);
    GcpOptions gcp = given.as(GcpOptions.class);
    String key = gcp.getDataflowKmsKey();
    BigQueryOptions.Builder options =
        BigQueryOptions.newBuilder()
            .setProjectId(project)
            .setLocation(location)
            .setCredentials(credentials(gcp));
    String endpoint =
        given.as(org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions.class).getBigQueryEndpoint();
    if (endpoint != null) {
      options.setHost(endpoint);
    }
    return new BigQueryJobs(
        options.build().getService(),
        location,
        key == null ? null : checked("dataflowKmsKey", key, KMS_KEY));
  }

  private static Credentials credentials(GcpOptions options) {
    Credentials credentials = options.getGcpCredential();
    return credentials == null ? NoCredentials.getInstance() : credentials;
  }

  private static String checked(String option, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new RequestException(
          "--" + option + "=" + value + ": not of the form " + pattern + ".");
    }
    return value;
  }

  /** The key that what is made is encrypted with; null for one of BigQuery's own. */
  @Nullable String kmsKey() {
    return kmsKey;
  }

  /** Fails if the project cannot be reached, or refuses. */
  void check() {
    told(() -> bigQuery.listDatasets(BigQuery.DatasetListOption.pageSize(1)));
  }

  /** Runs a script; if one of its statements fails, what follows is not run. */
  void run(List<String> statements) {
    if (!statements.isEmpty()) {
      query(String.join(";\n", statements) + ";");
    }
  }

  /** Runs a statement or a script, and gives the rows of the last one. */
  List<FieldValueList> query(String sql) {
    return ask(sql).rows();
  }

  /**
   * What a query gives.
   *
   * @param columns of its rows
   * @param rows all of them
   */
  record Answer(Schema columns, List<FieldValueList> rows) {}

  /** As {@link #query}, with the columns of the rows. */
  Answer ask(String sql) {
    // A job without a name of its own is asked for, waited for and read in one request.
    JobId job = JobId.newBuilder().setLocation(location).build();
    return told(
        () -> {
          List<FieldValueList> rows = new ArrayList<>();
          try {
            TableResult result =
                bigQuery.query(
                    QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).build(), job);
            result.iterateAll().forEach(rows::add);
            Schema columns = result.getSchema();
            return new Answer(columns == null ? Schema.of() : columns, rows);
          } catch (InterruptedException e) {
            throw interrupted(e);
          }
        });
  }

  /** The datasets of the project, in alphabetical order. */
  Set<String> datasets() {
    return told(
        () ->
            names(
                bigQuery.listDatasets(BigQuery.DatasetListOption.pageSize(NAMES_AT_ONCE)),
                dataset -> dataset.getDatasetId().getDataset()));
  }

  /** The tables of a dataset, and its views. */
  Set<String> tables(String dataset) {
    return told(
        () ->
            names(
                bigQuery.listTables(dataset, BigQuery.TableListOption.pageSize(NAMES_AT_ONCE)),
                table -> table.getTableId().getTable()));
  }

  /** What is on all pages. A server that begins again, or names a page twice, has no more. */
  private static <T> Set<String> names(Page<T> first, Function<T, String> name) {
    Set<String> names = new TreeSet<>();
    Set<String> tokens = new HashSet<>();
    boolean isAgain = false;
    for (Page<T> page = first; page != null && !isAgain; page = page.getNextPage()) {
      List<String> found = new ArrayList<>();
      page.getValues().forEach(each -> found.add(name.apply(each)));
      boolean isNew = names.addAll(found) || found.isEmpty();
      isAgain = !isNew || !tokens.add(String.valueOf(page.getNextPageToken()));
    }
    return names;
  }

  /** The single number that a query gives. */
  long number(String sql) {
    return query(sql).get(0).get(0).getLongValue();
  }

  /** Whether there is a dataset of that name. */
  boolean hasDataset(String name) {
    return told(() -> bigQuery.getDataset(name) != null);
  }

  /** A table's columns; empty if there is no such table. */
  Optional<Schema> schema(String dataset, String table) {
    return told(
        () ->
            Optional.ofNullable(bigQuery.getTable(TableId.of(dataset, table)))
                .map(found -> schema(found)));
  }

  private static Schema schema(Table table) {
    Schema schema = table.getDefinition().getSchema();
    return schema == null ? Schema.of() : schema;
  }

  /**
   * Starts a job under a name of its own, or finds the one that was started under it, and waits for
   * its end.
   *
   * @return what went wrong; empty if nothing did
   */
  Optional<String> runNamed(String id, JobConfiguration configuration) {
    JobId job = JobId.newBuilder().setJob(id).setLocation(location).build();
    return told(
        () -> {
          try {
            Job ended = startOrFind(job, configuration).waitFor(FIRST_LOOK, LAST_LOOK);
            return ended == null
                ? Optional.of("job " + id + " is not known any more")
                : Optional.ofNullable(ended.getStatus().getError()).map(BigQueryError::getMessage);
          } catch (InterruptedException e) {
            throw interrupted(e);
          }
        });
  }

  /**
   * Whether a job of that name was started before. The client does not tell: to it, a job that is
   * there is one whose answer was lost.
   */
  boolean isStarted(String id) {
    return told(
        () -> bigQuery.getJob(JobId.newBuilder().setJob(id).setLocation(location).build()) != null);
  }

  /** Somebody else may have started it, or the answer was lost: either way it is there. */
  private Job startOrFind(JobId id, JobConfiguration configuration) {
    try {
      return bigQuery.create(JobInfo.newBuilder(configuration).setJobId(id).build());
    } catch (BigQueryException e) {
      Job found = bigQuery.getJob(id);
      if (found == null) {
        throw e;
      }
      return found;
    }
  }

  /**
   * Asks BigQuery about each of some things, all at once, since to wait is all there is to do. If
   * one fails, those that have not begun do not begin, and those that have are waited for: whoever
   * tries again must not meet them.
   *
   * @return the answers, in the order of the things
   */
  static <T, R> List<R> atOnce(List<T> things, Function<T, R> ask) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(things.size(), AT_ONCE)));
    List<CompletableFuture<R>> asked =
        things.stream()
            .map(each -> CompletableFuture.supplyAsync(() -> ask.apply(each), threads))
            .toList();
    try {
      return asked.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      asked.forEach(each -> each.cancel(false));
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    } finally {
      end(threads);
    }
  }

  private static void end(ExecutorService threads) {
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (BigQueryException e) {
      throw failed(e, e.getError());
    } catch (JobException e) {
      throw failed(
          e, e.getErrors() == null || e.getErrors().isEmpty() ? null : e.getErrors().get(0));
    }
  }

  private WarehouseException failed(RuntimeException e, @Nullable BigQueryError error) {
    String message = error == null ? String.valueOf(e.getMessage()) : error.getMessage();
    return new WarehouseException(
        "Warehouse bigquery:%s: %s"
            .formatted(
                bigQuery.getOptions().getProjectId(), message.lines().findFirst().orElse("")),
        e);
  }

  private WarehouseException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new WarehouseException(
        "Warehouse bigquery:%s: interrupted while waiting for a job."
            .formatted(bigQuery.getOptions().getProjectId()),
        e);
  }
}
