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

  private static TableShape shape(Column... columns) {
    Columns wanted = Columns.of(List.of(columns));
    Table table = new Table("sales", "", wanted, List.of("day"), "day", true, List.of(), List.of());
    return new TableShape("shop_gold", table, wanted);
  }

  @Test
  void fitsInWhateverOrder() {
    Schema present = Schema.of(PRESENT_TOTAL, PRESENT_ITEMS, PRESENT_DAY);
    assertTrue(shape(DAY, TOTAL, ITEMS).fits(present));
    assertEquals(List.of(), shape(DAY, TOTAL, ITEMS).alter(present));
  }

  @Test
  void doesNotFitWithAnotherScale() {
    Field rounded =
        Field.newBuilder("total", StandardSQLTypeName.NUMERIC)
            .setPrecision(18L)
            .setScale(1L)
            .build();
    assertFalse(shape(DAY, TOTAL).fits(Schema.of(PRESENT_DAY, rounded)));
  }

  @Test
  void addsWhatIsNewAndDropsWhatIsGone() {
    assertEquals(
        List.of(
            "ALTER TABLE `shop_gold`.`sales` ADD COLUMN `total` NUMERIC(18, 2)",
            "ALTER TABLE `shop_gold`.`sales` DROP COLUMN `items`"),
        shape(DAY, TOTAL).alter(Schema.of(PRESENT_DAY, PRESENT_ITEMS)));
  }

  @Test
  void refusesAnotherTypeForRowsThatStay() {
    Column wider = new Column("total", Type.decimal(18, 4), true, "");
    WarehouseException e =
        assertThrows(
            WarehouseException.class,
            () -> shape(DAY, wider).alter(Schema.of(PRESENT_DAY, PRESENT_TOTAL)));
    assertTrue(e.getMessage().contains("total NUMERIC(18, 4)"));
  }
}
