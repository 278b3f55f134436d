package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.Columns;
import dev.assay.schemas.PartialSum;
import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.Type;
import dev.assay.transforms.testing.Twice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddUpTest {
  private static final Columns SALES = columns("town", Type.STRING, "amount", Type.decimal(18, 2));
  private static final TableDefinition<TownSum> TOWN_SUM = TableDefinition.of(TownSum.class);
  private static final Group.Input<TownSum> PARTS = Group.Input.of("Parts");
  private static final int COUNT = 20_000;

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** Sales of one town, added up. */
  @AutoValue
  @DefaultSchema(AutoValueSchema.class)
  @SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
  public abstract static class TownSum implements PartialSum<TownSum> {
    @SchemaCreate
    public static TownSum of(String town, long sales, BigDecimal amount) {
      return new AutoValue_AddUpTest_TownSum(town, sales, amount);
    }

    @SchemaFieldNumber("0")
    public abstract String getTown();

    @SchemaFieldNumber("1")
    public abstract long getSales();

    @SchemaFieldNumber("2")
    public abstract BigDecimal getAmount();

    @Override
    public Object key() {
      return getTown();
    }

    @Override
    public TownSum plus(TownSum other) {
      return of(getTown(), getSales() + other.getSales(), getAmount().add(other.getAmount()));
    }
  }

  /** Nine sales in ten are of one town; one in a hundred is of none. */
  private static List<Row> sales() {
    return IntStream.range(0, COUNT)
        .mapToObj(
            i ->
                row(
                    SALES,
                    i % 100 == 0 ? null : i % 10 == 0 ? "Town " + i % 70 : "Boston",
                    BigDecimal.valueOf(i, 2)))
        .toList();
  }

  private Rows<TownSum> parts() {
    Rows<Row> sales =
        Rows.of(SALES, pipeline.apply(Create.of(sales()).withCoder(RowCoder.of(SALES.toSchema()))));
    return AddUp.of("AddUpSales", sales).compute(TOWN_SUM, AddUpTest::add);
  }

  private static void add(Row sale, Results<TownSum> sums) {
    BigDecimal amount = sale.getDecimal("amount");
    if (sale.getString("town") == null) {
      sums.unattributed("amount", "no town", 1, amount);
    } else {
      sums.output(TownSum.of(sale.getString("town"), 1, amount));
    }
  }

  private static List<TownSum> expected() {
    TreeMap<String, TownSum> sums = new TreeMap<>();
    for (Row sale : sales()) {
      if (sale.getString("town") != null) {
        sums.merge(
            sale.getString("town"),
            TownSum.of(sale.getString("town"), 1, sale.getDecimal("amount").setScale(9)),
            TownSum::plus);
      }
    }
    return new ArrayList<>(sums.values());
  }

  @Test
  void leavesOneRowAKeyForEachBundle() {
    PAssert.that(parts().unpack())
        .satisfies(
            all -> {
              int rows = 0;
              long sales = 0;
              for (TownSum part : all) {
                rows++;
                sales += part.getSales();
              }
              assertThat(sales, is(COUNT - COUNT / 100L));
              // The runner cuts the sales into at most a hundred bundles, of 8 towns.
              assertThat(rows, lessThanOrEqualTo(8 * 100));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void comesToTheSameSumsAsAllRowsTogether() {
    PAssert.that(totals().unpack()).containsInAnyOrder(expected());
    pipeline.run().waitUntilFinish();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void comesToTheSameSumsWhenBundlesAreTriedAgain(long seed) {
    PAssert.that(totals().unpack()).containsInAnyOrder(expected());
    Twice.seed(seed).apply(pipeline);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void carriesOnWhatItCouldGiveToNoKey() {
    BigDecimal amount =
        sales().stream()
            .filter(sale -> sale.getString("town") == null)
            .map(sale -> sale.getDecimal("amount"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    PAssert.that(totals().unattributed())
        .satisfies(
            all -> {
              BigDecimal sum = BigDecimal.ZERO;
              long rows = 0;
              for (Unattributed missing : all) {
                assertThat(missing.column() + ": " + missing.reason(), is("amount: no town"));
                sum = sum.add(missing.amount());
                rows += missing.rows();
              }
              assertThat(sum, is(amount));
              assertThat(rows, is(COUNT / 100L));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static final Columns LINES =
      columns("town", Type.STRING, "line", Type.INTEGER, "amount", Type.decimal(18, 2));

  private Rows<Row> lines(Row... lines) {
    return Rows.of(
        LINES, pipeline.apply(Create.of(List.of(lines)).withRowSchema(LINES.toSchema())));
  }

  @Test
  void takesOnlyRowsThatHoldTheNumber() {
    Rows<Row> lines =
        lines(
            row(LINES, "Boston", 1L, BigDecimal.valueOf(100, 2)),
            row(LINES, "Boston", 2L, BigDecimal.valueOf(200, 2)),
            row(LINES, "Boston", null, BigDecimal.valueOf(400, 2)),
            row(LINES, "Boston", 1L, BigDecimal.valueOf(800, 2)));
    Rows<TownSum> firsts =
        AddUp.of("AddUpFirsts", Rows.asRows(lines, List.of("town", "amount")))
            .where("line", 1)
            .compute(TOWN_SUM, AddUpTest::add);

    PAssert.that(PerKey.of("town").with(PARTS, firsts).compute(TOWN_SUM, AddUpTest::total).unpack())
        .containsInAnyOrder(TownSum.of("Boston", 2, BigDecimal.valueOf(9).setScale(9)));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void looksAtAColumnBehindThoseThatAreRead() {
    Rows<Row> lines =
        lines(
            row(LINES, "Boston", 1L, BigDecimal.ONE.setScale(2)),
            row(LINES, "Boston", 2L, BigDecimal.ONE.setScale(2)));
    Rows<TownSum> firsts =
        AddUp.of("AddUpFirsts", Rows.asRows(lines, List.of("town")))
            .where("line", 1)
            .compute(
                TOWN_SUM,
                (line, sums) ->
                    sums.output(TownSum.of(line.getString("town"), 1, BigDecimal.ZERO)));

    PAssert.that(firsts.unpack())
        .containsInAnyOrder(TownSum.of("Boston", 1, BigDecimal.ZERO.setScale(9)));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void showsEachRowAValueThatAllShare() {
    PCollectionView<BigDecimal> factor =
        pipeline.apply("Factor", Create.of(BigDecimal.TEN)).apply(View.asSingleton());
    Rows<TownSum> tenfold =
        AddUp.of("AddUpTenfold", lines(row(LINES, "Boston", 1L, BigDecimal.valueOf(100, 2))))
            .with(factor)
            .compute(
                TOWN_SUM,
                (line, ten, sums) ->
                    sums.output(
                        TownSum.of(
                            line.getString("town"), 1, line.getDecimal("amount").multiply(ten))));

    PAssert.that(tenfold.unpack())
        .containsInAnyOrder(TownSum.of("Boston", 1, BigDecimal.TEN.setScale(9)));
    pipeline.run().waitUntilFinish();
  }

  private Rows<TownSum> totals() {
    return PerKey.of("town").with(PARTS, parts()).compute(TOWN_SUM, AddUpTest::total);
  }

  private static void total(Group town, Results<TownSum> results) {
    TownSum total = null;
    for (TownSum part : town.rows(PARTS)) {
      total = total == null ? part : total.plus(part);
    }
    results.output(total);
  }
}
