package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries that follow one another: what one leaves must not stand in the way of the next. */
class BankingDayAfterDayTest {
  private static final String TRANSACTIONS =
      "transaction_id,account_id,transaction_date,transaction_amount,transaction_type\n";

  @TempDir Path folder;

  private void deliver(Bank bank, String balance, String date) throws IOException {
    Path landing = Files.createDirectories(bank.landing());
    Files.writeString(
        landing.resolve("customers.csv"),
        "customer_id,first_name,last_name,address,city,state,zip\nC1,Ann,Lee,,,,\n");
    Files.writeString(
        landing.resolve("accounts.csv"),
        "account_id,customer_id,account_type,balance\nA1,C1,Savings," + balance + "\n");
    Files.writeString(
        landing.resolve("loans.csv"),
        "loan_id,customer_id,loan_amount,interest_rate,loan_term\nL1,C1,10.00,5,12\n");
    Files.writeString(
        landing.resolve("loan_payments.csv"), "payment_id,loan_id,payment_date,payment_amount\n");
    Files.writeString(
        landing.resolve("transactions.csv"), TRANSACTIONS + "T1,A1," + date + ",5.00,Deposit\n");
  }

  @Test
  void filesOfTheSameSizeAreReadAndArchivedDayByDay() throws Exception {
    Bank bank = new Bank(folder);
    deliver(bank, "10.00", "2024-06-30");
    assertThat(
        HereRun.of(bank.command("--archive=" + bank.archive(), "--batch=d1")).code(),
        is(ExitCode.PUBLISHED));
    deliver(bank, "99.00", "2024-07-01");
    HereRun second = HereRun.of(bank.command("--archive=" + bank.archive(), "--batch=d2"));

    assertThat(second.err(), second.code(), is(ExitCode.PUBLISHED));
    assertThat(Trace.gold(bank.output()).toString(), containsString("99.00"));
    assertThat(
        Files.readString(bank.archive().resolve("d1/accounts.csv")), containsString("10.00"));
    assertThat(
        Files.readString(bank.archive().resolve("d2/accounts.csv")), containsString("99.00"));
    assertThat(bank.archived(), hasItems("archive/d1/loans.csv", "archive/d2/loans.csv"));
  }

  @Test
  void aLostWarehouseIsFilledThoughTheDeliveryIsArchived() throws Exception {
    Bank bank = new Bank(folder);
    deliver(bank, "10.00", "2024-06-30");
    assertThat(HereRun.of(bank.archiving()).code(), is(ExitCode.PUBLISHED));
    String before = Trace.gold(bank.output()).toString();
    Files.delete(bank.output().resolve("warehouse.duckdb"));

    assertThat(HereRun.of(bank.archiving()).code(), is(ExitCode.PUBLISHED));
    assertThat(Trace.gold(bank.output()).toString(), is(before));
  }

  @Test
  void aDateInTheFutureIsRefusedUntilSomebodySaysTheDay() throws Exception {
    Bank bank = new Bank(folder);
    deliver(bank, "10.00", "9999-12-31");
    HereRun refused = HereRun.of(bank.command());
    assertThat(refused.code(), is(ExitCode.REFUSED));
    assertThat(refused.out(), allOf(containsString("asOf.future"), containsString("give --asOf")));

    assertThat(HereRun.of(bank.command("--asOf=2024-06-30")).code(), is(ExitCode.PUBLISHED));
  }

  @Test
  void aBackfillWhoseDayIsGivenIsHeldAgainstWhatCameBeforeIt() throws Exception {
    Bank bank = new Bank(folder).delivers(3);
    assertThat(HereRun.of(bank.command()).code(), is(ExitCode.PUBLISHED));
    deliver(bank, "10.00", "2020-01-31");

    HereRun cutOff = HereRun.of(bank.command());
    assertThat(cutOff.out(), cutOff.code(), is(ExitCode.REFUSED));
    HereRun backfill = HereRun.of(bank.command("--asOf=2020-01-31"));
    assertThat(backfill.out(), backfill.code(), is(ExitCode.PUBLISHED));
  }

  @Test
  void aLakeWithinItsDeliveryIsRefused() throws Exception {
    Bank bank = new Bank(folder);
    deliver(bank, "10.00", "2024-06-30");
    HereRun run =
        HereRun.of("banking", "--input=" + bank.landing(), "--output=" + bank.landing() + "/lake");
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("lies within it; give a folder elsewhere"));
  }

  @Test
  void aRefusedBatchHarmsNoneThatHasItsIdAndOtherData() throws Exception {
    Bank bank = new Bank(folder);
    deliver(bank, "10.00", "9999-12-31");
    assertThat(HereRun.of(bank.command("--batch=day")).code(), is(ExitCode.REFUSED));
    deliver(bank, "10.00", "2024-06-30");
    assertThat(HereRun.of(bank.command("--batch=day")).code(), is(ExitCode.PUBLISHED));
    assertThat(Trace.broken(bank.output()).isEmpty(), is(true));
  }

  @Test
  void anotherBankInTheSameLakeHasTablesOfItsOwn() throws Exception {
    Bank bank = new Bank(folder);
    deliver(bank, "10.00", "2024-06-30");
    assertThat(HereRun.of(bank.command()).code(), is(ExitCode.PUBLISHED));
    deliver(bank, "99.00", "2024-06-29");
    String contract =
        ContractText.bundled().with("domain: banking", "domain: otherbank").option(folder);

    assertThat(HereRun.of(bank.command(contract)).code(), is(ExitCode.PUBLISHED));
    String tables = Trace.of(bank.output()).tables().toString();
    assertThat(tables, containsString("otherbank_gold.customer_account_balance=[C1"));
    assertThat(Trace.gold(bank.output()).toString(), containsString("10.00"));
  }
}
