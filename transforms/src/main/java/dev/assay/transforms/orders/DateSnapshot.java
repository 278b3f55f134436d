package dev.assay.transforms.orders;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Writes the day of a snapshot on each of its rows, behind their columns: what {@link KeepHistory}
 * tells the snapshots apart by.
 */
public final class DateSnapshot extends PTransform<Rows<Row>, Rows<Row>> {

  /** The day that a row's snapshot speaks of. */
  public static final Column SNAPSHOT_ON =
      new Column("_snapshot_on", Type.DATE, false, "Day that the snapshot speaks of");

  private final LocalDate day;

  private DateSnapshot(LocalDate day) {
    this.day = day;
  }

  /** A snapshot of that day. */
  public static DateSnapshot on(LocalDate day) {
    return new DateSnapshot(day);
  }

  @Override
  public Rows<Row> expand(Rows<Row> snapshot) {
    LocalDate date = day;
    Columns dated = snapshot.columns().plus(SNAPSHOT_ON);
    Schema schema = dated.toSchema();
    return PerRow.of(snapshot)
        .compute(dated, (row, results) -> results.output(dated(schema, row, date)));
  }

  private static Row dated(Schema schema, Row row, LocalDate day) {
    List<Object> values = new ArrayList<>(row.getValues());
    values.add(day);
    return Row.withSchema(schema).attachValues(values);
  }
}
