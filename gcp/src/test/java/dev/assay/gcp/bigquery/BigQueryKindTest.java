package dev.assay.gcp.bigquery;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseSettings;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigQueryKindTest {

  private static String messageOf(String warehouse, String lake, String... options) {
    PipelineOptions given = PipelineOptionsFactory.fromArgs(options).create();
    return assertThrows(
            RequestException.class,
            () -> Warehouse.check(warehouse, lake, WarehouseSettings.of(given)))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "Upper-case", "my-project`", "a b c d e f", "../../project"})
  void refusesWhatIsNoProject(String project) {
    assertTrue(messageOf("bigquery:" + project, "gs://lake/x").contains("write bigquery:PROJECT"));
  }

  @Test
  void refusesALakeThatBigQueryCannotReach() {
    assertTrue(
        messageOf("bigquery:my-project", "out").contains("write --output=gs://BUCKET/FOLDER"));
  }

  @Test
  void refusesALocationThatIsMore() {
    assertTrue(
        messageOf("bigquery:my-project", "gs://lake/x", "--warehouseLocation=EU') --")
            .contains("--warehouseLocation"));
  }
}
