package dev.assay.gcp.bigquery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Scope;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableShapeTest {
  private static final Column DAY = new Column("day", Type.DATE, false, "");
  private static final Column TOTAL = new Column("total", Type.decimal(18, 2), true, "");
  private static final Column ITEMS =
      new Column(
          "items",
          Type.list(Columns.of(List.of(new Column("sku", Type.STRING, false, "")))),
          true,
          "");
  private static final Field PRESENT_DAY = Field.of("day", StandardSQLTypeName.DATE);
  private static final Field PRESENT_TOTAL =
      Field.newBuilder("total", StandardSQLTypeName.NUMERIC).setPrecision(18L).setScale(2L).build();
  private static final Field PRESENT_ITEMS =
      Field.newBuilder(
              "items", StandardSQLTypeName.STRUCT, Field.of("sku", StandardSQLTypeName.STRING))
          .setMode(Field.Mode.REPEATED)
          .build();

  private static TableShape shape(Layer layer, Column... columns) {
    Columns wanted = Columns.of(List.of(columns));
    Table table = new Table("sales", "", wanted, List.of(), null, false, List.of(), List.of());
    return new TableShape(new StagedTable(layer, "shop", table, Scope.NONE, List.of(), "sales_0"));
  }

  private static TableShape silver(Column... columns) {
    return shape(Layer.SILVER, columns);
  }

  @Test
  void fitsInWhateverOrder() {
    Schema present = Schema.of(PRESENT_TOTAL, PRESENT_ITEMS, PRESENT_DAY);
    assertTrue(silver(DAY, TOTAL, ITEMS).fits(present));
    assertEquals(List.of(), silver(DAY, TOTAL, ITEMS).alter(present));
  }

  @Test
  void doesNotFitWithAnotherScale() {
    Field rounded =
        Field.newBuilder("total", StandardSQLTypeName.NUMERIC)
            .setPrecision(18L)
            .setScale(1L)
            .build();
    assertFalse(silver(DAY, TOTAL).fits(Schema.of(PRESENT_DAY, rounded)));
  }

  @Test
  void aWiderDecimalInAListFits() {
    Type priced = Type.list(Columns.of(List.of(TOTAL)));
    Field items =
        Field.newBuilder(
                "items", StandardSQLTypeName.STRUCT, Field.of("total", StandardSQLTypeName.NUMERIC))
            .setMode(Field.Mode.REPEATED)
            .build();
    assertTrue(silver(new Column("items", priced, true, "")).fits(Schema.of(items)));
    assertFalse(silver(TOTAL).fits(Schema.of(Field.of("total", StandardSQLTypeName.NUMERIC))));
  }

  @Test
  void addsWhatIsNewAndDropsWhatIsGone() {
    assertEquals(
        List.of(
            "ALTER TABLE `shop`.`sales` ADD COLUMN `total` NUMERIC(18, 2)",
            "ALTER TABLE `shop`.`sales` DROP COLUMN `items`"),
        silver(DAY, TOTAL).alter(Schema.of(PRESENT_DAY, PRESENT_ITEMS)));
  }

  @Test
  void refusesAnotherTypeForRowsThatStay() {
    Column wider = new Column("total", Type.decimal(18, 4), true, "");
    WarehouseException e =
        assertThrows(
            WarehouseException.class,
            () -> silver(DAY, wider).alter(Schema.of(PRESENT_DAY, PRESENT_TOTAL)));
    assertTrue(e.getMessage().contains("total NUMERIC(18, 4)"));
  }

  @Test
  void aContractMayAskForMoreThanEarlierRowsHave() {
    Column required = new Column("total", Type.decimal(18, 2), false, "");
    assertEquals(
        List.of("ALTER TABLE `shop`.`sales` ADD COLUMN `total` NUMERIC(18, 2)"),
        silver(DAY, required).alter(Schema.of(PRESENT_DAY)));
  }

  @Test
  void rowsOfGoldAreNotLeftIncomplete() {
    Column required = new Column("total", Type.decimal(18, 2), false, "");
    Field lastUpdated = Field.of("last_updated", StandardSQLTypeName.TIMESTAMP);
    assertThrows(
        WarehouseException.class,
        () -> shape(Layer.GOLD, DAY, required).alter(Schema.of(PRESENT_DAY, lastUpdated)));
  }
}
