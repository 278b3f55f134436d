package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Measure;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.TestRows;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.values.Row;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InvalidRecordException;

/** Lists in Parquet: what DuckDB and Parquet's own reader see, and what we read back. */
class ParquetListsTest {
  private static final Columns ITEM =
      Columns.of(
          List.of(
              new Column("product", Type.STRING, false, ""),
              new Column("quantity", Type.INTEGER, true, ""),
              new Column("price", Type.decimal(18, 2), true, ""),
              new Column("wide", Type.decimal(38, 9), true, "")));
  private static final Columns ORDERS =
      Columns.of(
          List.of(
              new Column("id", Type.INTEGER, false, ""),
              new Column("items", Type.list(ITEM), true, ""),
              new Column("note", Type.STRING, true, "")));
  private static final Columns WITH_LIST = TestRows.WITH_LIST;

  private Path file;

  @BeforeTry
  void aFile() throws IOException {
    file = Files.createTempFile("lists", ".parquet");
  }

  @AfterTry
  void deleteTheFile() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<List<Row>> someRows() {
    return TestRows.rows(WITH_LIST).list().ofMaxSize(30);
  }

  @Property(tries = 200)
  void everyRowComesBackAsItWasEncoded(@ForAll("someRows") List<Row> rows) throws IOException {
    Block block = TestRows.block(WITH_LIST, 0, "", rows);
    write(WITH_LIST, List.of(block), Integer.MAX_VALUE);

    assertThat(rows(WITH_LIST), equalTo(bytes(WITH_LIST, List.of(block))));
  }

  @Property(tries = 25)
  void duckDbSeesTheSame(@ForAll("someRows") List<Row> rows) throws IOException, SQLException {
    write(WITH_LIST, List.of(TestRows.block(WITH_LIST, 0, "", rows)), Integer.MAX_VALUE);

    List<String> lengths =
        rows.stream()
            .map(row -> row.getArray("items"))
            .map(items -> items == null ? "null" : Integer.toString(items.size()))
            .toList();
    assertThat(ParquetFiles.query("SELECT len(items) FROM '" + file + "'"), is(lengths));
    List<String> wholes =
        rows.stream()
            .filter(row -> row.getArray("items") != null)
            .flatMap(row -> row.<Row>getArray("items").stream())
            .map(item -> item.getInt64("whole") + "|" + plain(item.getDecimal("wide")))
            .toList();
    assertThat(
        ParquetFiles.query(
            "SELECT item.whole, item.wide FROM (SELECT unnest(items) AS item FROM '" + file + "')"),
        is(wholes));
  }

  private static String plain(BigDecimal value) {
    return value == null ? "null" : value.toPlainString();
  }

  @Example
  void isTheListOfThreeLevelsThatEverybodyReads() throws IOException, SQLException {
    write(ORDERS, List.of(TestRows.block(ORDERS, 0, "", everyKind())), Integer.MAX_VALUE);

    try (ParquetFileReader parquet =
        ParquetColumns.open(FileSystems.matchNewResource(file.toString(), false))) {
      assertThat(
          ParquetColumns.schema(parquet).getType("items").toString().replaceAll("\\s+", " "),
          is(
              "optional group items (LIST) { repeated group list { required group element {"
                  + " required binary product (STRING); optional int64 quantity"
                  + " (INTEGER(64,true)); optional int64 price (DECIMAL(18,2)); optional"
                  + " fixed_len_byte_array(16) wide (DECIMAL(38,9)); } } }"));
    }
    assertThat(
        ParquetFiles.query("SELECT typeof(items) FROM '" + file + "' LIMIT 1"),
        contains(
            "STRUCT(product VARCHAR, quantity BIGINT, price DECIMAL(18,2), wide"
                + " DECIMAL(38,9))[]"));
    assertThat(
        ParquetFiles.query("SELECT id, items::VARCHAR, note FROM '" + file + "' ORDER BY id"),
        contains(
            "1|[]|empty",
            "2|null|none",
            "3|[{'product': a, 'quantity': 2, 'price': 1.50, 'wide': 0.000000001}]|one",
            "4|[{'product': a, 'quantity': NULL, 'price': NULL, 'wide': NULL}, {'product': '',"
                + " 'quantity': 1, 'price': -0.01, 'wide': NULL}, {'product': a, 'quantity': NULL,"
                + " 'price': 7.00, 'wide': NULL}]|three",
            "5|[]|null"));
  }

  /** Parquet's own record reader, as Spark and others use it. */
  @Example
  void isReadByParquetsOwnReader() throws IOException {
    write(ORDERS, List.of(TestRows.block(ORDERS, 0, "", everyKind())), Integer.MAX_VALUE);

    List<String> read = new ArrayList<>();
    try (ParquetReader<Group> groups =
        new ParquetReader.Builder<Group>(
            new ParquetInput(FileSystems.matchNewResource(file.toString(), false)),
            new PlainParquetConfiguration()) {
          @Override
          protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
          }
        }.build()) {
      for (Group row = groups.read(); row != null; row = groups.read()) {
        int lists = row.getFieldRepetitionCount("items");
        StringBuilder text = new StringBuilder(row.getLong("id", 0) + ":");
        for (int i = 0; lists > 0 && i < row.getGroup("items", 0).getFieldRepetitionCount(0); i++) {
          Group item = row.getGroup("items", 0).getGroup("list", i).getGroup("element", 0);
          text.append(' ').append(item.getString("product", 0));
          text.append(item.getFieldRepetitionCount("price") == 0 ? "?" : item.getLong("price", 0));
        }
        read.add(lists + " " + text);
      }
    }
    assertThat(read, contains("1 1:", "0 2:", "1 3: a150", "1 4: a? -1 a700", "1 5:"));
  }

  private static List<Row> everyKind() {
    return List.of(
        TestRows.row(ORDERS, 1L, List.of(), "empty"),
        TestRows.row(ORDERS, 2L, null, "none"),
        TestRows.row(ORDERS, 3L, List.of(item("a", 2L, "1.5", "0.000000001")), "one"),
        TestRows.row(
            ORDERS,
            4L,
            List.of(
                item("a", null, null, null),
                item("", 1L, "-0.01", null),
                item("a", null, "7", null)),
            "three"),
        TestRows.row(ORDERS, 5L, List.of(), null));
  }

  private static Row item(String product, Long quantity, String price, String wide) {
    return TestRows.row(ITEM, product, quantity, decimal(price), decimal(wide));
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  /** Pages end with a row, whatever its list; row groups too. */
  @Example
  void manyElementsGoOverPagesAndRowGroups() throws IOException, SQLException {
    Random random = new Random(42);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 60_000; id++) {
      int count = id == 777 ? 100_000 : id % 10 == 9 ? 0 : random.nextInt(6);
      List<Row> items = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        items.add(
            TestRows.row(
                ITEM,
                "P" + random.nextInt(i % 2 == 0 ? 20 : 100_000),
                i % 7 == 0 ? null : (long) random.nextInt(9),
                BigDecimal.valueOf(random.nextInt(100_000), 2),
                null));
      }
      rows.add(TestRows.row(ORDERS, id, id % 100 == 0 ? null : items, "n" + id % 3));
    }
    List<Block> blocks = blocks(rows);
    write(ORDERS, blocks, 300_000);

    try (ParquetFileReader parquet =
        ParquetColumns.open(FileSystems.matchNewResource(file.toString(), false))) {
      assertThat(parquet.getRowGroups().size(), greaterThan(2));
      assertThat(
          parquet.readOffsetIndex(parquet.getRowGroups().get(0).getColumns().get(1)).getPageCount(),
          greaterThan(2));
    }
    assertThat(
        Arrays.deepEquals(rows(ORDERS).toArray(), bytes(ORDERS, blocks).toArray()), is(true));
    BigDecimal amount = BigDecimal.ZERO;
    long elements = 0;
    for (Row row : rows) {
      for (Row item : none(row.getArray("items"))) {
        elements++;
        if (item.getInt64("quantity") != null) {
          amount =
              amount.add(
                  item.getDecimal("price").multiply(new BigDecimal(item.getInt64("quantity"))));
        }
      }
    }
    assertThat(
        ParquetFiles.query(
            "SELECT count(*), count(item.quantity), sum(item.quantity * item.price) FROM (SELECT"
                + " unnest(items) AS item FROM '"
                + file
                + "')"),
        contains(containsString(elements + "|")));
    assertThat(
        ParquetFiles.query(
            "SELECT sum(item.quantity * item.price) FROM (SELECT unnest(items) AS item FROM '"
                + file
                + "')"),
        contains(amount.toPlainString()));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.total(Measure.of("items.quantity * items.price")), is(amount));
    }
    // A row found by its number: the offset index must point to where rows start.
    assertThat(
        ParquetFiles.query("SELECT len(items), id FROM '" + file + "' WHERE id IN (777, 59998)"),
        contains("100000|777", none(rows.get(59_998).getArray("items")).size() + "|59998"));
  }

  private static List<Block> blocks(List<Row> rows) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 1000) {
      blocks.add(TestRows.block(ORDERS, 0, "", rows.subList(i, i + 1000)));
    }
    return blocks;
  }

  private static Collection<Row> none(Collection<Row> rows) {
    return rows == null ? List.of() : rows;
  }

  @Example
  void measuresRowsAndElementsOfOneFileTogether() throws IOException {
    write(ORDERS, List.of(TestRows.block(ORDERS, 0, "", everyKind())), Integer.MAX_VALUE);
    Measure amount = Measure.of("items.quantity * items.price");
    Measure ofA = Measure.of("items.price").where(Map.of("items.product", "a"));
    Measure ids = Measure.of("id");
    Measure wide = Measure.of("items.wide");

    try (ParquetFacts facts = facts()) {
      assertThat(
          facts.totals(List.of(amount, ids, Measure.rows(), ofA, wide)),
          equalTo(
              Map.of(
                  amount,
                  new BigDecimal("2.99"),
                  ids,
                  new BigDecimal("15"),
                  Measure.rows(),
                  new BigDecimal("5"),
                  ofA,
                  new BigDecimal("8.50"),
                  wide,
                  new BigDecimal("0.000000001"))));
      assertThat(
          assertThrows(
                  IllegalArgumentException.class, () -> facts.total(Measure.of("id * items.price")))
              .getMessage(),
          is("id * items.price is not over the elements of one list"));
      assertThat(
          assertThrows(InvalidRecordException.class, () -> facts.total(Measure.of("items.weight")))
              .getMessage(),
          is("it has no column items.weight"));
    }
  }

  @Example
  void readsListsBetweenOthersAndFewerColumnsOfThem() throws IOException {
    write(ORDERS, List.of(TestRows.block(ORDERS, 0, "", everyKind())), Integer.MAX_VALUE);
    Columns some =
        Columns.of(
            List.of(
                new Column("note", Type.STRING, true, ""),
                new Column("items", Type.list(ITEM.select(List.of("price", "product"))), true, ""),
                new Column("id", Type.INTEGER, false, "")));
    List<Row> expected = new ArrayList<>();
    Columns element = some.get(1).type().elements();
    for (Row row : everyKind()) {
      List<Row> items = new ArrayList<>();
      for (Row item : none(row.getArray("items"))) {
        items.add(TestRows.row(element, item.getDecimal("price"), item.getString("product")));
      }
      expected.add(
          TestRows.row(
              some,
              row.getString("note"),
              row.getArray("items") == null ? null : items,
              row.getInt64("id")));
    }

    assertThat(rows(some), equalTo(bytes(some, List.of(TestRows.block(some, 0, "", expected)))));
  }

  @Example
  void saysWhatDoesNotFitTheColumnsThatAreWanted() throws IOException {
    write(ORDERS, List.of(TestRows.block(ORDERS, 0, "", everyKind())), Integer.MAX_VALUE);

    assertThat(
        refusal(list("items", new Column("weight", Type.INTEGER, true, ""))),
        is("it has no column items.weight"));
    assertThat(
        refusal(list("items", new Column("price", Type.INTEGER, true, ""))),
        is("its column items.price is optional int64 price (DECIMAL(18,2)), not integer"));
    assertThat(
        refusal(list("items", new Column("quantity", Type.INTEGER, false, ""))),
        is("a value of items.quantity is null, and must not be"));
    assertThat(
        refusal(list("lines", new Column("quantity", Type.INTEGER, true, ""))),
        is("it has no column lines"));
    assertThat(
        refusal(list("note", new Column("quantity", Type.INTEGER, true, ""))),
        is("its column note is optional binary note (STRING), not list(quantity)"));
    assertThat(
        refusal(Columns.of(List.of(new Column("items", Type.list(ITEM), false, "")))),
        is("a value of items is null, and must not be"));
    assertThat(
        refusal(Columns.of(List.of(new Column("items", Type.STRING, true, "")))),
        is("it has no column items"));
  }

  @Example
  void refusesNullWhereAListOrItsElementHasNone() {
    Columns required =
        Columns.of(
            List.of(
                new Column("id", Type.INTEGER, true, ""),
                new Column("items", Type.list(ITEM), false, "")));
    Columns nullable =
        Columns.of(
            List.of(
                new Column("id", Type.INTEGER, true, ""),
                new Column("items", Type.list(ITEM), true, "")));
    Block none = TestRows.block(nullable, 0, "", List.of(TestRows.row(nullable, 1L, null)));

    Exception e =
        assertThrows(IllegalArgumentException.class, () -> write(required, List.of(none), 1 << 20));
    assertThat(e.getMessage(), is("items is null, which it must not be"));
  }

  @Example
  void equalRowsBecomeEqualBytes() throws IOException {
    List<Block> blocks = List.of(TestRows.block(ORDERS, 0, "", everyKind()));
    write(ORDERS, blocks, Integer.MAX_VALUE);
    byte[] first = Files.readAllBytes(file);
    write(ORDERS, blocks, Integer.MAX_VALUE);

    assertThat(Arrays.equals(Files.readAllBytes(file), first), is(true));
  }

  @Example
  void aFileOfEmptyListsAloneIsOne() throws IOException, SQLException {
    List<Row> rows = Collections.nCopies(30_000, TestRows.row(ORDERS, 1L, List.of(), null));
    List<Block> blocks = blocks(rows);
    write(ORDERS, blocks, Integer.MAX_VALUE);

    assertThat(rows(ORDERS).size(), is(30_000));
    assertThat(
        ParquetFiles.query("SELECT count(*), sum(len(items)) FROM '" + file + "'"),
        contains("30000|0"));
    try (ParquetFacts facts = facts()) {
      assertThat(facts.total(Measure.of("items.price")), is(new BigDecimal("0.00")));
    }
  }

  @Example
  void aFileWithoutRowsIsOne() throws IOException, SQLException {
    write(ORDERS, List.of(), Integer.MAX_VALUE);

    assertThat(rows(ORDERS), is(empty()));
    assertThat(ParquetFiles.query("SELECT count(*) FROM '" + file + "'"), contains("0"));
  }

  private static Columns list(String name, Column member) {
    return Columns.of(List.of(new Column(name, Type.list(Columns.of(List.of(member))), true, "")));
  }

  private String refusal(Columns columns) {
    return assertThrows(InvalidRecordException.class, () -> rows(columns)).getMessage();
  }

  private ParquetFacts facts() throws IOException {
    return ParquetFacts.of(FileSystems.matchNewResource(file.toString(), false));
  }

  private void write(Columns columns, List<Block> blocks, long groupBytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ParquetRows parquet = ParquetRows.to(out, columns, columns, "b1", groupBytes)) {
      for (Block block : blocks) {
        RowCursor row = new RowCursor(columns).over(block);
        while (row.next()) {
          parquet.write(row, block.file());
        }
      }
    }
  }

  /** The rows of the file, each as its encoded fields. */
  private List<List<Byte>> rows(Columns columns) throws IOException {
    List<Block> blocks = new ArrayList<>();
    try (ParquetBlocks parquet =
        ParquetBlocks.of(
            FileSystems.matchNewResource(file.toString(), false), columns, blocks::add)) {
      parquet.read();
    }
    return bytes(columns, blocks);
  }

  private static List<List<Byte>> bytes(Columns columns, List<Block> blocks) {
    List<List<Byte>> rows = new ArrayList<>();
    for (Block block : blocks) {
      RowCursor row = new RowCursor(columns).over(block);
      while (row.next()) {
        List<Byte> bytes = new ArrayList<>();
        for (int i = row.start(0); i < row.rowEnd(); i++) {
          bytes.add(row.bytes()[i]);
        }
        rows.add(bytes);
      }
    }
    return rows;
  }
}
