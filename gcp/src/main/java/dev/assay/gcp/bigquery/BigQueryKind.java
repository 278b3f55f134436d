package dev.assay.gcp.bigquery;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseKind;
import dev.assay.transforms.warehouse.WarehouseReader;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.util.regex.Pattern;

/** Warehouses in a project of Google Cloud: {@code bigquery:PROJECT}. */
public final class BigQueryKind implements WarehouseKind {
  private static final Pattern PROJECT =
      Pattern.compile("([a-z0-9][a-z0-9.-]{0,62}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]");

  @Override
  public String scheme() {
    return "bigquery";
  }

  @Override
  public Warehouse open(String project, WarehouseSettings settings) {
    return BigQueryWarehouse.open(
        BigQueryJobs.connect(checked(project), settings), settings.patience());
  }

  @Override
  public WarehouseReader read(String project, WarehouseSettings settings) {
    return new BigQueryReader(project, BigQueryJobs.connect(checked(project), settings));
  }

  @Override
  public void check(String project, String lakeRoot, WarehouseSettings settings) {
    if (!lakeRoot.startsWith("gs://")) {
      throw new RequestException(
          "--warehouse=bigquery:%s: BigQuery loads files from Cloud Storage only, and --output is %s; write --output=gs://BUCKET/FOLDER, or --warehouse=duckdb:FILE."
              .formatted(checked(project), lakeRoot));
    }
    BigQueryJobs.connect(checked(project), settings).check();
  }

  private static String checked(String project) {
    if (!PROJECT.matcher(project).matches()) {
      throw new RequestException(
          "--warehouse=bigquery:%s: write bigquery:PROJECT with the id of a project: 6 to 30 lower-case letters, digits or hyphens, a letter first."
              .formatted(project));
    }
    return project;
  }
}
