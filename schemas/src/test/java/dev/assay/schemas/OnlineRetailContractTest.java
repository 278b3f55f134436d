package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled contract of the shop against what the shop was promised, written out by hand. */
class OnlineRetailContractTest {
  private static final Dataset SALES = Contracts.bundled("online-retail").dataset("sales");

  @Test
  void describesTheLinesOfInvoices() {
    List<String> lines = new ArrayList<>();
    for (Field field : SALES.fields()) {
      StringBuilder line = new StringBuilder(field.header() + " " + field.name());
      line.append(" " + field.type()).append(field.required() ? " required" : "");
      field.reading().formats().forEach(format -> line.append(" " + format));
      field.rules().stream()
          .filter(rule -> !rule.bound().isEmpty())
          .forEach(rule -> line.append(" " + rule.kind().suffix() + " " + rule.bound()));
      line.append(
          field.reading().defaultText() == null ? "" : " or " + field.reading().defaultText());
      lines.add(line.toString());
    }

    assertThat(
        lines,
        contains(
            "InvoiceNo invoice_no string required",
            "StockCode stock_code string or Unknown",
            "Description description string",
            "Quantity quantity integer required exclusiveMinimum 0",
            "InvoiceDate invoiced_at timestamp required M/d/uuuu H:mm",
            "UnitPrice unit_price decimal(18,3) required exclusiveMinimum 0",
            "CustomerID customer_id string or ANONYMOUS",
            "Country country string or Unknown"));
  }

  @Test
  void hasNoKeyAndTakesAnyNumberOfFiles() {
    assertThat(SALES.key().isEmpty(), is(true));
    assertThat(SALES.file(), is("*.csv"));
    assertThat(SALES.format().encoding(), is("ISO-8859-1"));
    assertThat(SALES.asOf(), contains("invoiced_at"));
    assertThat(SALES.fields().stream().allMatch(field -> field.reading().trim()), is(true));
  }

  @Test
  void tellsCancellationsByARuleOfTheirOwn() {
    assertThat(
        SALES.rules().stream().map(rule -> rule.id() + " " + rule.outcome()).toList(),
        contains("sales.cancellation QUARANTINE"));
  }

  @Test
  void everyColumnThatGoldGroupsByHasAValue() {
    Columns columns = SALES.columns();
    assertThat(
        List.of("invoice_no", "stock_code", "customer_id", "country", "invoiced_at").stream()
            .noneMatch(name -> columns.get(columns.indexOf(name)).nullable()),
        is(true));
  }
}
