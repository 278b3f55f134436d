package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.JsonLinesReader;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field that is the sum over a list of its record. */
class SumCheckTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: feed
      version: 1.0.0
      status: active
      domain: feed
      customProperties:
        - {property: format, value: jsonLines}
      schema:
        - name: orders
          properties:
            - name: total
              logicalType: number
              physicalType: decimal(18,2)
              customProperties:
                - {property: sumOf, value: items.n * items.price}
                - {property: tolerance, value: 0.01}
                - {property: onViolation, value: {sumOf: warn}}
            - name: items
              logicalType: array
              items:
                logicalType: object
                properties:
                  - {name: n, logicalType: integer}
                  - {name: price, logicalType: number, physicalType: "decimal(38,4)"}
      """;

  private final Dataset orders = orders(CONTRACT);

  private static Dataset orders(String contract) {
    return Contracts.parse("c.yaml", contract.getBytes(StandardCharsets.UTF_8)).dataset("orders");
  }

  /** The total, the items, and whether the total is theirs; worked out by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "4.50 | {'n':3,'price':1.5} | true",
        "4.51 | {'n':3,'price':1.5} | true",
        "4.49 | {'n':3,'price':1.5} | true",
        "4.52 | {'n':3,'price':1.5} | false",
        "4.48 | {'n':3,'price':1.5} | false",
        "5.75 | {'n':3,'price':1.5},{'n':1,'price':1.25} | true",
        "0.01 | ~~ | true",
        "0.02 | ~~ | false",
        // 0.0050 is rounded up, and is then 0.01 off; unrounded it would be 0.015 off.
        "0.02 | {'n':1,'price':0.0050} | true",
        "0.02 | {'n':1,'price':0.0049} | false",
        // The sum is rounded, not each product: 3 times 0.004 is 0.012, and so 0.01.
        "0.02 | {'n':1,'price':0.004},{'n':1,'price':0.004},{'n':1,'price':0.004} | true",
        "-0.02 | {'n':-1,'price':0.0050} | true",
        "1.00 | {'n':1,'price':1},{'n':7},{'price':7},{} | true",
        "-4.50 | {'n':-3,'price':1.5} | true",
        "1.00 | {'n':9223372036854775807,'price':9999999999999999999999999999999999} | false",
      })
  void holdsAValueAgainstTheSumRoundedHalfUp(String total, String items, boolean holds)
      throws IOException {
    String line = "{'total':" + total + ",'items':[" + items + "]}";
    assertThat(validate(orders, line).violations().isEmpty(), is(holds));
  }

  @Test
  void saysWhichSumAndGoesOnIfTheContractOnlyWarns() throws IOException {
    RecordValidator validator = validate(orders, "{'total':7,'items':[{'n':3,'price':1.5}]}");

    assertThat(validator.rejects(), is(false));
    assertThat(
        validator.violations(),
        contains(
            Violation.of(
                "total.sumOf",
                "total",
                "differs from the sum of items.n * items.price by more than 0.01",
                "7.00")));
    Dataset strict = orders(CONTRACT.replace("{sumOf: warn}", "fail"));
    assertThat(validate(strict, "{'total':7,'items':[]}").rejects(), is(true));
  }

  @Test
  void withoutAValueOrAListNothingIsBroken() throws IOException {
    assertThat(validate(orders, "{'items':[{'n':3,'price':1}]}").violations(), is(empty()));
    assertThat(validate(orders, "{'total':7}").violations(), is(empty()));
  }

  @Test
  void isNotAskedOfARecordThatIsNoRow() throws IOException {
    assertThat(
        validate(orders, "{'total':7,'items':[{'n':'x'}]}").violations().stream()
            .map(Violation::getRule)
            .toList(),
        contains("items.n.type"));
  }

  private static RecordValidator validate(Dataset dataset, String line) throws IOException {
    RecordValidator validator =
        new RecordValidator(dataset, dataset.columns(), List.of(0, 1), 2, StandardCharsets.UTF_8);
    byte[] json = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    try (RecordReader records =
        new JsonLinesReader(new ByteArrayInputStream(json), dataset.fields(), Limits.DEFAULT, 1)) {
      records.next();
      validator.validate(records, 1, records.size(), records.problem(), () -> false);
    }
    return validator;
  }
}
