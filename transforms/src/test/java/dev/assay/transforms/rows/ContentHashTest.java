package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.WITH_LIST;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.encoded;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  @Provide
  Arbitrary<Row> rows() {
    return TestRows.rows(WITH_LIST);
  }

  @Property(tries = 300)
  void isEqualForEqualContentAndNoOther(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    String hash = hash(WITH_LIST, WITH_LIST.names(), a);

    assertThat(hash, matchesPattern("[0-9a-f]{32}"));
    assertThat(
        hash(WITH_LIST, WITH_LIST.names(), row(WITH_LIST, a.getValues().toArray())), is(hash));
    assertThat(hash(WITH_LIST, WITH_LIST.names(), b).equals(hash), is(a.equals(b)));
  }

  @Property(tries = 100)
  void doesNotDependOnTheOrderOfTheFields(@ForAll("rows") Row a) {
    Columns turned = WITH_LIST.select(List.of("note", "items", "id"));
    Row other = row(turned, a.getValue("note"), a.getValue("items"), a.getValue("id"));

    assertThat(hash(turned, WITH_LIST.names(), other), is(hash(WITH_LIST, WITH_LIST.names(), a)));
  }

  @Test
  void tellsWhatTwoFieldsShareAndNullFromEmpty() {
    Columns two = columns("a", Type.STRING, "b", Type.STRING);
    String hash = hash(two, two.names(), row(two, "xy", ""));

    assertThat(hash(two, two.names(), row(two, "x", "y")), is(not(hash)));
    assertThat(hash(two, two.names(), row(two, "xy", null)), is(not(hash)));
    assertThat(hash(two, two.names(), row(two, "", "xy")), is(not(hash)));
  }

  @Test
  void looksAtTheColumnsNamedAlone() {
    Columns columns = columns("a", Type.STRING, "b", Type.decimal(18, 2));
    Row one = row(columns, "x", new BigDecimal("1.5"));
    Row other = row(columns, "y", new BigDecimal("1.50"));

    assertThat(hash(columns, List.of("b"), one), is(hash(columns, List.of("b"), other)));
    assertThat(hash(columns, columns.names(), one), is(not(hash(columns, columns.names(), other))));
  }

  @Test
  void staysTheSameFromVersionToVersion() {
    Columns columns = columns("a", Type.STRING, "b", Type.INTEGER);

    // printf '\1\0\0\0x\2\0\0\0\1\0' | sha256sum | cut -c1-32
    assertThat(
        hash(columns, columns.names(), row(columns, "x", 256L)),
        is("6c69a51fddaad58dfca71a1f63c21906"));
  }

  private static String hash(Columns columns, List<String> names, Row row) {
    return ContentHash.of(columns, names).of(encoded(columns, row));
  }
}
