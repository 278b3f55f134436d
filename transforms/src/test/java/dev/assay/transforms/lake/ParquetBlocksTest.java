package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.lake.ParquetFiles.Put;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.TestRows;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.values.Row;
import org.apache.parquet.io.InvalidRecordException;

/** What {@link ParquetRows} wrote, {@link ParquetBlocks} reads back, value by value. */
class ParquetBlocksTest {
  /** Every type, and decimals as Parquet stores them: in 32 and 64 bits, and in 16 bytes. */
  private static final Columns ENCODED =
      TestRows.EVERY_TYPE.plus(
          nullable("mills", Type.decimal(9, 3)),
          nullable("fraction", Type.decimal(38, 38)),
          nullable("units", Type.decimal(19, 0)));

  private static final Columns SILVER =
      ENCODED.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE, Dataset.BATCH);

  private Path file;

  /** A row, and where it was read from. */
  private record Sourced(String file, long line, Row row) {}

  @BeforeTry
  void aFile() throws IOException {
    file = Files.createTempFile("rows", ".parquet");
  }

  @AfterTry
  void deleteTheFile() throws IOException {
    Files.delete(file);
  }

  private static Column nullable(String name, Type type) {
    return new Column(name, type, true, "");
  }

  @Provide
  Arbitrary<List<Row>> someRows() {
    return Combinators.combine(
            ENCODED.asList().stream()
                .map(column -> TestRows.values(column.type()).injectNull(0.1))
                .toList())
        .as(values -> TestRows.row(ENCODED, values.toArray()))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<String>> someColumns() {
    return Arbitraries.shuffle(ENCODED.names()).map(names -> names.subList(0, 4));
  }

  @Property(tries = 200)
  void everyRowComesBackAsItWasEncoded(@ForAll("someRows") List<Row> rows) throws IOException {
    Block block = TestRows.block(ENCODED, 0, "a.csv", rows);
    write(SILVER, List.of(block));

    assertThat(blocks(ENCODED), rows.isEmpty() ? is(empty()) : contains(block));
  }

  @Property(tries = 100)
  void rowsOfSeveralSourcesKeepTheirFileAndLine(@ForAll("someRows") List<Row> rows)
      throws IOException {
    List<Block> written = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String source = "source " + i % 3 + ".csv";
      written.add(TestRows.block(ENCODED, 0, source, List.of(rows.get(i), rows.get(0))));
    }
    write(SILVER, written);

    assertThat(
        sourced(ENCODED, blocks(ENCODED)), containsInAnyOrder(sourced(ENCODED, written).toArray()));
  }

  @Property(tries = 100)
  void chosenColumnsComeInTheOrderOfTheChoice(
      @ForAll("someRows") List<Row> rows, @ForAll("someColumns") List<String> names)
      throws IOException {
    write(SILVER, List.of(TestRows.block(ENCODED, 0, "a.csv", rows)));
    Columns chosen = ENCODED.select(names);

    List<Row> expected =
        rows.stream()
            .map(row -> TestRows.row(chosen, names.stream().map(row::<Object>getValue).toArray()))
            .toList();
    assertThat(
        sourced(chosen, blocks(chosen)).stream().map(Sourced::row).toList(), equalTo(expected));
  }

  @Example
  void whereARowCameFromCanBeReadAsColumnsToo() throws IOException {
    Columns text = TestRows.columns("text", Type.STRING);
    Put row = into -> into.putString("x");
    ParquetFiles.write(
        file,
        text.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE, Dataset.BATCH),
        text,
        "b1",
        "a.csv",
        List.of(row, row));
    Columns origin =
        Columns.of(List.of(Dataset.BATCH, Dataset.SOURCE_LINE, text.get(0), Dataset.SOURCE_FILE));

    assertThat(
        sourced(origin, blocks(origin)),
        contains(
            new Sourced("a.csv", 1, TestRows.row(origin, "b1", 1L, "x", "a.csv")),
            new Sourced("a.csv", 2, TestRows.row(origin, "b1", 2L, "x", "a.csv"))));
  }

  @Example
  void rowsOfGoldComeFromNoFile() throws IOException {
    Columns text = TestRows.columns("text", Type.STRING);
    ParquetFiles.write(file, text, text, "b1", "", List.of(into -> into.putString("x")));

    assertThat(sourced(text, blocks(text)), contains(new Sourced("", 0, TestRows.row(text, "x"))));
  }

  @Example
  void aDecimalComesAtTheScaleThatIsWanted() throws IOException {
    Columns two = TestRows.columns("d", Type.decimal(18, 2));
    ParquetFiles.write(file, two, two, "b1", "", List.of(into -> into.putLong(-150)));

    for (int scale : new int[] {1, 2, 9}) {
      Columns wanted = TestRows.columns("d", Type.decimal(38, scale));
      BigDecimal value = new BigDecimal("-1.5").setScale(scale);
      assertThat(
          sourced(wanted, blocks(wanted)),
          contains(new Sourced("", 0, TestRows.row(wanted, value))));
    }
  }

  @Example
  void refusesADecimalThatWouldLoseDigits() throws IOException {
    Columns two = TestRows.columns("d", Type.decimal(18, 2));
    ParquetFiles.write(file, two, two, "b1", "", List.of(into -> into.putLong(-155)));

    assertThat(
        refusal(TestRows.columns("d", Type.decimal(18, 1))),
        is("a value of d does not fit decimal(18,1)"));
  }

  /**
   * The sources of a day lie side by side; as small blocks they would cost more than their rows.
   */
  @Example
  void rowsOfManySourcesComeInOneBlockEach() throws IOException {
    Columns text = TestRows.columns("text", Type.STRING);
    List<Block> written = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Row row = TestRows.row(text, "row " + i);
      written.add(TestRows.block(text, 0, i % 200 + ".csv", List.of(row)));
    }
    write(text.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE), text, written);

    List<Block> blocks = blocks(text);
    assertThat(blocks, hasSize(200));
    assertThat(sourced(text, blocks), containsInAnyOrder(sourced(text, written).toArray()));
  }

  @Example
  void moreBytesThanAreGatheredAtOnceLoseNoRow() throws IOException {
    Columns text = TestRows.columns("text", Type.STRING);
    List<Block> written = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Row row = TestRows.row(text, i + "x".repeat(20_000));
      written.add(TestRows.block(text, 0, i % 200 + ".csv", List.of(row)));
    }
    write(text.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE), text, written);

    assertThat(sourced(text, blocks(text)), containsInAnyOrder(sourced(text, written).toArray()));
  }

  @Example
  void rowsWhoseKeyIsNotWantedStayBehind() throws IOException {
    Columns text = TestRows.columns("key", Type.STRING, "text", Type.STRING);
    List<Row> rows =
        IntStream.range(0, 100).mapToObj(i -> TestRows.row(text, "k" + i % 7, "row " + i)).toList();
    Block written = TestRows.block(text, 0, "a.csv", rows);
    write(text.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE), text, List.of(written));

    List<Block> read = new ArrayList<>();
    try (ParquetBlocks parquet =
        ParquetBlocks.of(
            FileSystems.matchNewResource(file.toString(), false),
            text,
            text.select(List.of("key")),
            key -> key.stringAt(0).equals("k3"),
            read::add)) {
      assertThat("all are counted", parquet.read(), is(100L));
    }
    assertThat(
        sourced(text, read),
        equalTo(
            sourced(text, List.of(written)).stream()
                .filter(row -> "k3".equals(row.row().getString("key")))
                .toList()));
  }

  @Example
  void manyRowsComeInBlocksOfSomeThousand() throws IOException {
    Columns text = TestRows.columns("text", Type.STRING);
    List<Row> rows = Collections.nCopies(40_000, TestRows.row(text, "x".repeat(20)));
    write(text, text, List.of(TestRows.block(text, 0, "", rows)));

    List<Integer> counts = blocks(text).stream().map(Block::count).toList();
    assertThat(counts.stream().mapToInt(Integer::intValue).sum(), is(40_000));
    assertThat(counts.size() > 5 && counts.size() < 20, is(true));
  }

  @Example
  void saysWhatDoesNotFitTheColumnsThatAreWanted() throws IOException {
    Columns text = TestRows.columns("text", Type.STRING);
    ParquetFiles.write(file, text, text, "b1", "", List.of(RowEncoder::putNull));

    assertThat(refusal(TestRows.columns("more", Type.STRING)), is("it has no column more"));
    assertThat(
        refusal(TestRows.columns("text", Type.INTEGER)),
        is("its column text is optional binary text (STRING), not integer"));
    assertThat(
        refusal(Columns.of(List.of(new Column("text", Type.STRING, false, "")))),
        is("a value of text is null, and must not be"));
  }

  private String refusal(Columns columns) {
    return assertThrows(InvalidRecordException.class, () -> blocks(columns)).getMessage();
  }

  private void write(Columns columns, List<Block> blocks) throws IOException {
    write(columns, ENCODED, blocks);
  }

  private void write(Columns columns, Columns encoded, List<Block> blocks) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet = ParquetRows.to(out, columns, encoded, "b1")) {
      for (Block block : blocks) {
        RowCursor row = new RowCursor(encoded).over(block);
        while (row.next()) {
          parquet.write(row, block.file());
        }
      }
    }
  }

  private List<Block> blocks(Columns columns) throws IOException {
    List<Block> blocks = new ArrayList<>();
    try (ParquetBlocks parquet =
        ParquetBlocks.of(
            FileSystems.matchNewResource(file.toString(), false), columns, blocks::add)) {
      long rows = parquet.read();
      assertThat(rows, is(blocks.stream().mapToLong(Block::count).sum()));
    }
    return blocks;
  }

  private static List<Sourced> sourced(Columns columns, List<Block> blocks) {
    List<Sourced> rows = new ArrayList<>();
    for (Block block : blocks) {
      RowType.Decoder<Row> decoder = RowType.of(columns).decoder(columns);
      RowCursor row = decoder.cursor().over(block);
      while (row.next()) {
        rows.add(new Sourced(block.file(), row.line(), decoder.decode()));
      }
    }
    return rows;
  }
}
