package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
  private static final Dataset CUSTOMERS = Contracts.bundled("banking").dataset("customers");
  private static final Dataset ORDERS = Contracts.bundled("orders").dataset("orders");

  /** In the order of the contract: number, first and last name, address, city, state, zip. */
  private final Masking customers =
      Masking.of(CUSTOMERS, places(CUSTOMERS.fields().size()), CUSTOMERS.fields().size());

  private final Masking orders = Masking.of(ORDERS, places(ORDERS.fields().size()), 0);

  private static List<Integer> places(int fields) {
    return IntStream.range(0, fields).boxed().toList();
  }

  @Test
  void masksWhatTheContractClassifies() {
    assertThat(
        customers.of("C1,Ada,Lovelace,12 Main St,Austin,TX,78701"),
        is("C1,***,***,***,***,TX,***"));
  }

  @Test
  void leavesTheOthersAsTheyAreWritten() {
    assertThat(
        customers.of("\"C,1\",\"A\"\"da\",\"Love, lace\",,Austin,\"St. \"\"Louis\"\", MO\",  1 "),
        is("\"C,1\",***,***,***,***,\"St. \"\"Louis\"\", MO\",***"));
  }

  @Test
  void findsFieldsWhereTheFileHasThem() {
    Masking turned = Masking.of(CUSTOMERS, List.of(6, 5, 4, 3, 2, 1, 0), 7);
    assertThat(
        turned.of("78701,TX,Austin,12 Main St,Lovelace,Ada,C1"), is("***,TX,***,***,***,***,C1"));
  }

  @Test
  void takesColumnsWithoutAFieldForClassified() {
    Masking wider = Masking.of(CUSTOMERS, places(7), 8);
    assertThat(
        wider.of("C1,Ada,Lovelace,12 Main St,Austin,TX,78701,ssn 123"),
        is("C1,***,***,***,***,TX,***,***"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "C1,Ada,Lovelace,12 Main St, Apt 3,Austin,TX,78701"
            + "|x0,xxx,xxxxxxxx,00 xxxx xx, xxx 0,xxxxxx,xx,00000",
        "C1,Ada|x0,xxx",
        "C1,\"Ada,Lovelace|x0,\"xxx,xxxxxxxx",
        "C1,\"Ada\"x,Lovelace,12,Austin,TX,78701|x0,\"xxx\"x,xxxxxxxx,00,xxxxxx,xx,00000",
        "Дарья 林 ٣½|xxxxx x 00"
      })
  void showsTheShapeAloneWhereFieldsCannotBeToldApart(String raw, String shown) {
    assertThat(customers.of(raw), is(shown));
  }

  @Test
  void showsRecordsWithoutClassifiedFieldsAsTheyAre() {
    Dataset loans = Contracts.bundled("banking").dataset("loans");
    assertThat(
        Masking.of(loans, places(loans.fields().size()), loans.fields().size()).of("L1,\"broken,5"),
        is("L1,\"broken,5"));
  }

  @Test
  void masksMembersOfJson() {
    assertThat(
        orders.of(
            "{\"order_id\" : \"1\", \"shipping_address\": {\"street\": \"1 \\\"Main\\\" St\","
                + " \"city\":\"Austin\", \"zipcode\": 78701}, \"total_amount\": 1.50}"),
        is(
            "{\"order_id\" : \"1\", \"shipping_address\": {\"street\": \"***\","
                + " \"city\":\"Austin\", \"zipcode\": \"***\"}, \"total_amount\": 1.50}"));
  }

  @Test
  void masksMembersTheContractDoesNotKnow() {
    assertThat(
        orders.of("{\"ssn\":[1,{\"a\":2}],\"order_id\":\"1\",\"items\":[{\"note\":\"Ada\"}]}"),
        is("{\"ssn\":\"***\",\"order_id\":\"1\",\"items\":[{\"note\":\"***\"}]}"));
  }

  @Test
  void masksAValueWhereAnObjectWithClassifiedMembersIsDue() {
    assertThat(
        orders.of("{\"shipping_address\":\"1 Main St\",\"order_id\":{\"a\":1}}"),
        is("{\"shipping_address\":\"***\",\"order_id\":\"***\"}"));
    assertThat(orders.of("{\"items\":\"none\"}"), is("{\"items\":\"none\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": \"Ada", "[\"Ada\"]", "\"Ada\"", "{\"a\":\"Ada\"} Ada }", "Ada"})
  void showsTheShapeAloneOfWhatIsNoObject(String raw) {
    assertThat(orders.of(raw).replaceAll("[^A-Zb-wyzd]", ""), is(""));
  }
}
