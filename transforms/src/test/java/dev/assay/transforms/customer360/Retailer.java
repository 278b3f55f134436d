package dev.assay.transforms.customer360;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Datasets of a retailer as whoever uses a transform alone has them: columns and plain rows. */
final class Retailer {
  static final Columns CUSTOMERS =
      Columns.of(List.of(whole("customer_id"), required("name", Type.STRING)));
  static final Columns PRODUCTS =
      Columns.of(
          List.of(
              whole("product_id"),
              required("name", Type.STRING),
              required("category", Type.STRING)));
  static final Columns STORES =
      Columns.of(List.of(whole("store_id"), required("location", Type.STRING)));
  static final Columns AGENTS =
      Columns.of(
          List.of(
              whole("agent_id"),
              required("name", Type.STRING),
              optional("department", Type.STRING),
              optional("shift", Type.STRING)));
  static final Columns ORDERS =
      Columns.of(
          List.of(
              whole("customer_id"),
              whole("product_id"),
              optional("date_time", Type.TIMESTAMP),
              required("amount", Type.decimal(18, 2)),
              optional("status", Type.STRING)));
  static final Columns PURCHASES =
      Columns.of(
          List.of(
              whole("customer_id"),
              whole("store_id"),
              optional("date_time", Type.TIMESTAMP),
              required("amount", Type.decimal(18, 2))));
  static final Columns CALLS =
      Columns.of(
          List.of(
              whole("customer_id"), whole("agent_id"), optional("resolution_status", Type.STRING)));
  static final Columns LOYALTY =
      Columns.of(
          List.of(
              whole("customer_id"),
              optional("tier_level", Type.STRING),
              optional("points_earned", Type.INTEGER)));

  private final Pipeline pipeline;
  private final Datasets datasets;

  private Retailer(Pipeline pipeline, Datasets datasets) {
    this.pipeline = pipeline;
    this.datasets = datasets;
  }

  static Retailer in(Pipeline pipeline) {
    return new Retailer(pipeline, Datasets.in(pipeline, "a test"));
  }

  /** With a dataset of these rows, each a list of values. */
  Retailer with(String dataset, Columns columns, Object[]... rows) {
    List<Row> plain =
        Arrays.stream(rows)
            .map(row -> Row.withSchema(columns.toSchema()).attachValues(Arrays.asList(row)))
            .toList();
    return new Retailer(
        pipeline,
        datasets.with(
            dataset,
            Rows.of(
                "Pack" + dataset,
                columns,
                pipeline.apply(
                    dataset, Create.of(plain).withCoder(RowCoder.of(columns.toSchema()))))));
  }

  Datasets datasets() {
    return datasets;
  }

  static Object[] row(@Nullable Object... values) {
    return values;
  }

  static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  static Instant at(String time) {
    return Instant.parse(time + "Z");
  }

  private static Column whole(String name) {
    return required(name, Type.INTEGER);
  }

  private static Column required(String name, Type type) {
    return new Column(name, type, false, "");
  }

  private static Column optional(String name, Type type) {
    return new Column(name, type, true, "");
  }
}
