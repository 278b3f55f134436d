package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.JavaFieldSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class TableDefinitionTest {
  private static final TableDefinition<CustomerDay360> TABLE =
      TableDefinition.of(CustomerDay360.class)
          .describedAs("One row per customer and day")
          .keyedBy("customer_id", "seen_on")
          .day("seen_on")
          .sums("accounts", "balance", "total");

  private static final Contract CONTRACT =
      new Contract("c", "bank", "1", "00", "c.yaml", List.of(accounts(Type.decimal(18, 2))));

  @Test
  void isNamedLikeItsRowInSnakeCase() {
    assertThat(TABLE.name(), is("customer_day360"));
    assertThat(TABLE.rowClass(), equalTo(CustomerDay360.class));
  }

  @Test
  void itsColumnsAreThoseOfTheClass() {
    assertThat(
        TABLE.columns().asList(),
        contains(
            new Column("customer_id", Type.STRING, false, "Who"),
            new Column("seen_on", Type.DATE, false, ""),
            new Column("seen_at", Type.TIMESTAMP, true, ""),
            new Column("total", Type.decimal(38, 9), false, ""),
            new Column("share", Type.decimal(38, 9), true, ""),
            new Column("visits", Type.INTEGER, false, ""),
            new Column("active", Type.BOOLEAN, false, "")));
  }

  @Test
  void takesTheScaleOfTheFieldThatAColumnSums() {
    Table bound = TABLE.bind(CONTRACT);
    assertThat(type(bound, "total"), is(Type.decimal(38, 2)));
    assertThat(type(bound, "share"), is(Type.decimal(38, 9)));
    assertThat(
        type(TABLE.scaledLike("accounts", "balance", "share").bind(CONTRACT), "share"),
        is(Type.decimal(38, 2)));
  }

  @Test
  void keepsNineDecimalsWhereTheContractLacksTheField() {
    Contract other = new Contract("c", "bank", "1", "00", "c.yaml", List.of());
    assertThat(type(TABLE.bind(other), "total"), is(Type.decimal(38, 9)));
  }

  @Test
  void bindsAllThatItWasTold() {
    Table bound = TABLE.bind(CONTRACT);
    assertThat(bound.name(), is("customer_day360"));
    assertThat(bound.description(), is("One row per customer and day"));
    assertThat(bound.key(), contains("customer_id", "seen_on"));
    assertThat(
        bound.sums(),
        contains(new Table.Sum(List.of("total"), Map.of(), "accounts", Measure.of("balance"))));
    assertThat(bound.columns().names(), equalTo(TABLE.columns().names()));
  }

  @Test
  void isRecomputedWholeUnlessItIsToldOtherwise() {
    TableDefinition<CustomerDay360> cut = TABLE.partitionedBy("seen_on");
    assertThat(cut.bind(CONTRACT).incremental(), is(false));
    assertThat(cut.byPartition().bind(CONTRACT).incremental(), is(true));
  }

  @Test
  void cannotBeRecomputedByPartitionsThatItLacks() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> TABLE.byPartition().bind(CONTRACT));
    assertThat(e.getMessage(), is("customer_day360 is recomputed by partition, and has none"));
  }

  @Test
  void promisesCountsAndProductsOfSomeRows() {
    Table bound =
        TableDefinition.of(CustomerDay360.class)
            .sums("accounts", "balance * balance", "total")
            .where("customer_id", "7")
            .counts("accounts", "visits")
            .counts("accounts")
            .bind(CONTRACT);
    assertThat(
        bound.sums().stream().map(sum -> sum.name() + " = " + sum.source()).toList(),
        contains(
            "total where customer_id = 7 = accounts.balance * accounts.balance",
            "visits = rows of accounts",
            "rows = rows of accounts"));
    assertThat(type(bound, "total"), is(Type.decimal(38, 4)));
  }

  @Test
  void aPromiseOfSomeRowsLacksWhatIsToldUnderItsName() {
    Table.Sum all = new Table.Sum(List.of("total"), Map.of(), "accounts", Measure.of("balance"));
    Table.Sum some =
        new Table.Sum(
            List.of("total"), Map.of("customer_id", "7"), "accounts", Measure.of("balance"));
    assertThat(all.lacks("total"), is(true));
    assertThat(some.lacks("total"), is(false));
    assertThat(some.lacks("total where customer_id = 7"), is(true));
    assertThat(all.lacks("total where customer_id = 7"), is(false));
  }

  @Test
  void eachWordMakesAnotherDefinition() {
    TableDefinition<CustomerDay360> bare = TableDefinition.of(CustomerDay360.class);
    bare.keyedBy("customer_id").day("seen_on").sums("a", "b", "total");
    assertThat(bare.bind(CONTRACT).key(), is(List.of()));
    assertThat(bare.bind(CONTRACT).sums(), is(List.of()));
    assertThat(type(bare.bind(CONTRACT), "seen_on"), is(Type.TIMESTAMP));
  }

  @Test
  void travelsToWorkers() {
    TableDefinition<CustomerDay360> copy = SerializableUtils.clone(TABLE);
    assertThat(copy.bind(CONTRACT), equalTo(TABLE.bind(CONTRACT)));
  }

  @Test
  void saysWhichClassHasNoSchema() {
    Exception e =
        assertThrows(IllegalStateException.class, () -> TableDefinition.of(Object.class).columns());
    assertThat(e.getMessage(), containsString("java.lang.Object has no Beam schema"));
  }

  @Test
  void saysWhichColumnHasNoType() {
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> TableDefinition.of(Inexact.class).columns());
    assertThat(e.getMessage(), is("Inexact.share: no column type for DOUBLE"));
  }

  /** What {@link TableDefinition} has no column for. */
  @DefaultSchema(JavaFieldSchema.class)
  public static final class Inexact {
    public double share;
  }

  private static Type type(Table table, String column) {
    return table.columns().get(table.columns().indexOf(column)).type();
  }

  private static Dataset accounts(Type balance) {
    Field field = new Field("balance", "balance", "", balance, true, Reading.PLAIN, "", List.of());
    return new Dataset(
        "accounts",
        "An account",
        "accounts.csv",
        Format.CSV,
        List.of(field),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
