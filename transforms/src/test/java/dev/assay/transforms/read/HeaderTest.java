package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeaderTest {
  private static final Dataset ACCOUNTS = Datasets.csv("account_id", "customer_id", "balance");

  @Test
  void findsTheColumnsWhateverTheirOrder() throws IOException {
    RecordReader records = reader("\n\"balance\", account_id,customer_id\n1,2,3\n");
    Header header = Header.read(records, ACCOUNTS, "accounts.csv");
    assertThat(header.columns(), contains(1, 2, 0));
    assertThat(header.width(), is(3));
    assertThat(header.problems(), empty());
    assertThat(records.recordsRead(), is(0L));
    records.next();
    assertThat(records.line(), is(3L));
  }

  @Test
  void saysWhatIsMissingUnknownAndRepeatedWithTheNearestName() {
    Header header =
        Header.match(
            List.of("acount_id", "balance", "branch", "balance"), ACCOUNTS, "accounts.csv");
    assertThat(
        header.problems(),
        containsInAnyOrder(
            "accounts.csv lacks the column \"account_id\"; the nearest is \"acount_id\"",
            "accounts.csv lacks the column \"customer_id\"",
            "accounts.csv has the column \"acount_id\", which the contract lacks; the nearest is"
                + " \"account_id\"",
            "accounts.csv has the column \"branch\", which the contract lacks",
            "accounts.csv names the column \"balance\" more than once"));
  }

  @Test
  void saysThatAFileIsEmptyOrItsHeaderUnreadable() throws IOException {
    assertThat(
        Header.read(reader("\n\n"), ACCOUNTS, "accounts.csv").problems(),
        contains("accounts.csv is empty: its first line must name the columns"));
    assertThat(
        Header.read(reader("account_id,\"customer_id\n"), ACCOUNTS, "accounts.csv").problems(),
        contains(
            "accounts.csv, line 1: the header cannot be read: the quote that opens field 2 is never"
                + " closed; close or double it"));
  }

  @Test
  void saysThatAHeaderIsInUtf16() throws IOException {
    Header header = Header.read(reader("a\0c\0c\0,\0b\0\n"), ACCOUNTS, "accounts.csv");
    assertThat(
        header.problems(),
        contains(
            "accounts.csv: the header holds NUL bytes, as UTF-16 read as UTF-8 would; write it in"
                + " UTF-8, or name its encoding in the contract"));
  }

  @Test
  void takesTheContractsOrderForAFileWithoutHeader() throws IOException {
    Format format = new Format(Format.Kind.CSV, ',', '"', "UTF-8", false, Set.of(""));
    Header header = Header.read(reader("1,2,3\n"), Datasets.of(format, "a", "b"), "x.csv");
    assertThat(header.columns(), contains(0, 1));
    assertThat(header.width(), is(2));
  }

  private static RecordReader reader(String text) {
    return new CsvReader(Seen.stream(text), Format.CSV, Limits.DEFAULT, false, 1);
  }
}
