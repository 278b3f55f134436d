package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class BigQueryDialectTest {

  @Test
  void nothingEndsALiteral() {
    assertThat(BigQueryDialect.literal("it's \\ a\nb\u0001"), is("'it\\'s \\\\ a\\nb\\u0001'"));
  }

  @Test
  void refusesANameThatIsMore() {
    assertThrows(RequestException.class, () -> BigQueryDialect.name("a`; DROP TABLE b; --"));
    assertThrows(RequestException.class, () -> BigQueryDialect.name("bank.gold", "t"));
  }

  @Test
  void aDecimalHasAllDigitsThatItsScaleLeavesRoomFor() {
    assertThat(BigQueryDialect.type(Type.decimal(18, 2)), is("NUMERIC(18, 2)"));
    assertThat(BigQueryDialect.type(Type.decimal(38, 2)), is("NUMERIC(31, 2)"));
    assertThat(BigQueryDialect.type(Type.decimal(38, 9)), is("NUMERIC(38, 9)"));
    assertThat(BigQueryDialect.type(Type.decimal(38, 12)), is("BIGNUMERIC(38, 12)"));
  }

  @Test
  void aDecimalOfThirtyWholeDigitsIsLoadedAsBigNumeric() {
    assertThat(BigQueryDialect.isLoadedAsNumeric(Type.decimal(38, 9)), is(true));
    assertThat(BigQueryDialect.isLoadedAsNumeric(Type.decimal(38, 8)), is(false));
  }

  @Test
  void aListIsAnArrayOfStructs() {
    Columns element = Columns.of(List.of(new Column("sku", Type.STRING, false, "")));
    assertThat(BigQueryDialect.type(Type.list(element)), is("ARRAY<STRUCT<`sku` STRING>>"));
  }
}
