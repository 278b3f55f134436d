package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.LegacySQLTypeName;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.WarehouseReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The datasets of a project, to ask and not to change. */
final class BigQueryReader implements WarehouseReader {
  private final String project;
  private final BigQueryJobs jobs;

  /** What is in which dataset, by name; looked up once. */
  private @Nullable Map<String, Set<String>> tables;

  BigQueryReader(String project, BigQueryJobs jobs) {
    this.project = project;
    this.jobs = jobs;
  }

  @Override
  public List<String> schemasWith(String table) {
    if (tables == null) {
      tables = new TreeMap<>();
      List<String> datasets = List.copyOf(jobs.datasets());
      List<Set<String>> found = BigQueryJobs.atOnce(datasets, jobs::tables);
      for (int i = 0; i < datasets.size(); i++) {
        tables.put(datasets.get(i), found.get(i));
      }
    }
    return tables.entrySet().stream()
        .filter(dataset -> dataset.getValue().contains(table))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<List<@Nullable Object>> query(String sql) {
    BigQueryJobs.Answer answer = jobs.ask(sql);
    FieldList columns = answer.columns().getFields();
    return answer.rows().stream().map(row -> values(columns, row)).toList();
  }

  private static List<@Nullable Object> values(FieldList columns, FieldValueList row) {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(columns.get(i).getType(), row.get(i)));
    }
    return values;
  }

  private static @Nullable Object value(LegacySQLTypeName type, FieldValue value) {
    if (value.isNull()) {
      return null;
    }
    return switch (type.getStandardType()) {
      case BOOL -> value.getBooleanValue();
      case INT64, NUMERIC, BIGNUMERIC -> value.getNumericValue();
      case DATE -> LocalDate.parse(value.getStringValue());
      case TIMESTAMP -> value.getTimestampInstant();
      default -> value.getStringValue();
    };
  }

  @Override
  public String relation(String schema, String table) {
    return BigQueryDialect.name(project, schema, table);
  }

  @Override
  public String each(String list, String element) {
    return BigQueryDialect.each(list, element);
  }

  @Override
  public void close() {
    // Jobs are waited for; there is nothing to close.
  }
}
