package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class LookupTest {
  private static final Columns TOWNS =
      columns("people", Type.INTEGER, "country", Type.STRING, "town", Type.STRING);
  private static final Columns TRIPS = columns("from", Type.STRING, "to", Type.STRING);
  private static final Columns LINES = columns("text", Type.STRING);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** How to join rows to two small tables without moving any of them. */
  @Test
  void joinsRowsToSmallTables() {
    Rows<Row> towns = rows("Towns", TOWNS, row(TOWNS, 1L, "es", "Ronda"));
    Rows<Row> others =
        rows("Others", TOWNS, row(TOWNS, 2L, "mt", "Mdina"), row(TOWNS, 3L, "mt", "Qala"));
    PCollectionView<Lookup<Row>> one = towns.apply("ByTown", Lookup.by("town"));
    PCollectionView<Lookup<Row>> other = others.apply("ByCountry", Lookup.by("country"));

    Rows<Row> lines =
        PerRow.of(rows("Trips", TRIPS, row(TRIPS, "Ronda", "mt"), row(TRIPS, "Rome", "it")))
            .with(one)
            .and(other)
            .compute(
                LINES,
                (trip, from, to, results) ->
                    results.output(
                        row(
                            LINES,
                            from.get(trip.getString("from")).size()
                                + " to "
                                + to.get(trip.getString("to")).size())));

    PAssert.that(lines.unpack()).containsInAnyOrder(row(LINES, "1 to 2"), row(LINES, "0 to 0"));
    pipeline.run();
  }

  @Test
  void findsNothingInAnEmptyTable() {
    PCollectionView<Lookup<Row>> none = rows("Towns", TOWNS).apply("ByTown", Lookup.by("town"));
    Rows<Row> lines =
        PerRow.of(rows("Trips", TRIPS, row(TRIPS, "Ronda", "mt")))
            .with(none)
            .compute(
                LINES,
                (trip, towns, results) ->
                    results.output(row(LINES, "" + towns.get(trip.getString("from")))));

    PAssert.that(lines.unpack()).containsInAnyOrder(row(LINES, "[]"));
    pipeline.run();
  }

  @Test
  void findsEachRowOfManyBlocksByItsKeyAlone() throws Exception {
    List<Block> blocks = new ArrayList<>();
    for (long i = 0; i < 50; i++) {
      List<Row> rows = new ArrayList<>();
      for (long j = 0; j < 40; j++) {
        rows.add(row(TOWNS, i * 40 + j, "c" + (j % 7), "t" + (i * 40 + j)));
      }
      blocks.add(TestRows.block(TOWNS, 0, "f" + i, rows));
    }
    Lookup<Row> lookup = lookup("town", blocks);
    for (long i = 0; i < 2000; i++) {
      assertThat(lookup.get("t" + i), contains(row(TOWNS, i, "c" + (i % 40 % 7), "t" + i)));
    }
    assertThat(lookup.get("t2000"), is(empty()));
    assertThat(lookup("country", blocks).get("c6").size(), is(50 * 5));
  }

  /** Aa and BB have one hash, as every reader of String.hashCode knows. */
  @Test
  void tellsKeysWithOneHashApart() throws Exception {
    Row aa = row(TOWNS, 1L, "x", "Aa");
    Row bb = row(TOWNS, 2L, "x", "BB");
    Row nameless = row(TOWNS, 3L, "x", null);
    Row empty = row(TOWNS, 4L, "x", "");
    Lookup<Row> lookup =
        lookup(
            "town", List.of(TestRows.block(TOWNS, 0, "f.csv", List.of(aa, bb, nameless, empty))));

    assertThat(lookup.get("Aa"), contains(aa));
    assertThat(lookup.get("BB"), contains(bb));
    assertThat(lookup.get(""), contains(empty));
    assertThat(lookup.get("AaAa"), is(empty()));
    assertThat(
        lookup("country", lookup.blocks()).get("x"), containsInAnyOrder(aa, bb, nameless, empty));
  }

  @Test
  void wantsATextToFindRowsBy() {
    Rows<Row> towns = rows("Towns", TOWNS);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> towns.apply("ByPeople", Lookup.by("people")));
    assertThat(e.getMessage(), containsString("people is integer, not a text"));
  }

  /** As a worker gets it: by way of its coder. */
  private static Lookup<Row> lookup(String key, List<Block> blocks) throws Exception {
    GatherBlocks<Row> gather = new GatherBlocks<>(key, RowType.of(TOWNS), TOWNS);
    return CoderUtils.clone(
        gather.getDefaultOutputCoder(CoderRegistry.createDefault(), Block.coder()),
        gather.extractOutput(blocks));
  }

  private Rows<Row> rows(String name, Columns columns, Row... rows) {
    return Rows.of(
        columns,
        pipeline.apply(name, Create.of(List.of(rows)).withCoder(RowCoder.of(columns.toSchema()))));
  }
}
