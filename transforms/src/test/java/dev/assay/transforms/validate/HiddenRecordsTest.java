package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.CsvReader;
import dev.assay.transforms.read.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Customers of the bundled contract of a bank: all but their number and state is classified. */
class HiddenRecordsTest {
  private static final Dataset CUSTOMERS = Contracts.bundled("banking").dataset("customers");
  private static final KeyedHash HASH =
      new KeyedHash("a key for the tests".getBytes(StandardCharsets.UTF_8));
  private static final List<Violation> WRONG =
      List.of(Violation.of("state.values", "state", "is none of the states", "Elm Street"));

  @Test
  void showsWhatIsNotClassifiedAndHashesTheRest() throws IOException {
    CsvReader record = record("C1,Ada,,\"1 Elm St, rear\",Boston,MA,02101");

    assertThat(
        hidden(record).raw(record),
        equalTo(
            ("{'customer_id':'C1','first_name':'%s','last_name':'%s','address':'%s','city':'%s',"
                    + "'state':'MA','zip':'%s'}")
                .formatted(
                    HASH.of("Ada"),
                    HASH.of(""),
                    HASH.of("1 Elm St, rear"),
                    HASH.of("Boston"),
                    HASH.of("02101"))
                .replace('\'', '"')));
    assertThat(hidden(record).violations(record, WRONG), equalTo(WRONG));
  }

  @Test
  void hashesARecordWholeWhoseFieldsCannotBeToldApart() throws IOException {
    for (String text :
        List.of(
            "C1,Ada,Lovelace,1 Elm St, rear,Boston,MA,02101",
            "C1,Ada,Lovelace",
            "C1,\"Ada\"x,Lovelace,1 Elm St,Boston,MA,02101")) {
      CsvReader record = record(text);

      assertThat(hidden(record).raw(record), equalTo("{\"record\":\"" + HASH.of(text) + "\"}"));
      assertThat(hidden(record).violations(record, WRONG).get(0).getValue(), is(Violation.MASK));
    }
  }

  private static HiddenRecords hidden(CsvReader record) {
    return new HiddenRecords(CUSTOMERS, List.of(0, 1, 2, 3, 4, 5, 6), 7, record.charset(), HASH);
  }

  private static CsvReader record(String text) throws IOException {
    CsvReader reader =
        new CsvReader(
            new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)),
            CUSTOMERS.format(),
            Limits.DEFAULT,
            false,
            1);
    assertThat(reader.next(), is(true));
    return reader;
  }
}
