package dev.assay.transforms.retail;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Invoice lines as silver has them, and nothing else of a pipeline. */
final class TestShop {
  private static final Columns LINE =
      Columns.of(
          List.of(
              new Column("invoice_no", Type.STRING, false, ""),
              new Column("stock_code", Type.STRING, false, ""),
              new Column("description", Type.STRING, true, ""),
              new Column("quantity", Type.INTEGER, false, ""),
              new Column("invoiced_at", Type.TIMESTAMP, false, ""),
              new Column("unit_price", Type.decimal(18, 3), false, ""),
              new Column("customer_id", Type.STRING, false, ""),
              new Column("country", Type.STRING, false, "")));

  private TestShop() {}

  static Row line(
      String invoice,
      String stockCode,
      @Nullable String description,
      long quantity,
      String minute,
      String price,
      String customer,
      String country) {
    return Row.withSchema(LINE.toSchema())
        .addValues(
            invoice,
            stockCode,
            description,
            quantity,
            Instant.parse(minute + ":00Z"),
            new BigDecimal(price).setScale(3),
            customer,
            country)
        .build();
  }

  static Datasets of(Pipeline pipeline, Row... lines) {
    return Datasets.in(pipeline, "a test")
        .with(
            "sales",
            Rows.of(
                LINE,
                pipeline.apply(
                    "Lines", Create.of(List.of(lines)).withCoder(RowCoder.of(LINE.toSchema())))));
  }

  /** Midnight UTC of a day, as gold rows have it. */
  static org.joda.time.Instant day(String day) {
    return org.joda.time.Instant.parse(day + "T00:00:00Z");
  }

  static org.joda.time.Instant minute(String minute) {
    return org.joda.time.Instant.parse(minute + ":00Z");
  }
}
