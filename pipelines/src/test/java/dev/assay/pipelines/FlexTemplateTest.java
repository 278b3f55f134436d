package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.FlexTemplate.Parameter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlexTemplateTest {
  private static Stream<String> pipelines() {
    return Catalogue.pipelines().stream().map(NamedPipeline::name);
  }

  @Test
  void asksForAWarehouseThatLastsLongerThanAWorker() {
    assertThat(required("banking"), contains("input", "output", "warehouse"));
    assertThat(required("ingest"), contains("contract", "input", "output", "warehouse"));
    assertThat(required("orders"), contains("landing", "output", "warehouse"));
  }

  @Test
  void saysOfTheStreamThatItIsOne() {
    assertThat(
        pipelines().filter(name -> template(name).streaming()).toList(), contains("orders-stream"));
    assertThat(template("orders-stream").supportsAtLeastOnce(), is(false));
  }

  @Test
  void leavesOutWhatMeansNothingThere() {
    assertThat(
        template("orders-stream").parameters().stream().map(Parameter::name).toList(),
        not(hasItem("stopAfterIdle")));
  }

  @ParameterizedTest
  @CsvSource({
    "input, gs://bank/2026-01-31, true",
    "input, gs://bank, true",
    "input, /home/bank, false",
    "input, gs://bank/*, false",
    "warehouse, bigquery:my-project, true",
    "warehouse, duckdb:file, false",
    "asOf, 2026-01-31, true",
    "asOf, today, false",
    "maxRecordSize, 1MiB, true",
    "maxRecordSize, 1MiBx, false",
    "maxColumns, 0, false"
  })
  void takesWhatThePipelineTakesOnDataflow(String name, String value, boolean fits) {
    Parameter parameter =
        template("banking").parameters().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(Pattern.compile(parameter.regexes().get(0)).matcher(value).find(), is(fits));
  }

  private static List<String> required(String name) {
    return template(name).parameters().stream()
        .filter(parameter -> !parameter.isOptional())
        .map(Parameter::name)
        .sorted()
        .toList();
  }

  private static FlexTemplate template(String name) {
    return Catalogue.pipelines().stream()
        .filter(pipeline -> pipeline.name().equals(name))
        .map(FlexTemplate::of)
        .findFirst()
        .orElseThrow();
  }
}
