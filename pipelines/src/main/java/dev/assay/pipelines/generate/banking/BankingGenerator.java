package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Answers;
import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.FileAnswers;
import dev.assay.pipelines.generate.FileGenerator;
import dev.assay.pipelines.generate.GoldAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a delivery of {@code banking}, five CSV files, and {@code answers.json}, the truth about
 * it.
 *
 * <p>A customer comes with 1.3 accounts, 0.4 loans, 1.6 loan payments and 27.7 transactions: 32
 * rows in all, so 10,000 customers are 0.32 million rows, 100,000 are 3.2 and 500,000 are 16
 * million (plus repeated records, if there is dirt). A delivery follows from its three arguments
 * alone: the same bytes on every machine, on every day. The truth is noted as rows are made; what
 * was written is never read.
 *
 * <p>Also without dirt, one transaction in a hundred is a fee, some lack a date or a type, and some
 * payments lack a date: all of that is sound. Dirt spoils a share of the rows of every file: see
 * {@link FileGenerator}.
 */
public final class BankingGenerator {

  /** More would not fit the width of the keys. */
  public static final int MOST_CUSTOMERS = 4_000_000;

  /** The file that holds the truth. */
  public static final String ANSWERS = "answers.json";

  private final int customers;
  private final double dirty;
  private final long seed;

  private BankingGenerator(int customers, double dirty, long seed) {
    this.customers = customers;
    this.dirty = dirty;
    this.seed = seed;
  }

  /**
   * A delivery that is yet to be written.
   *
   * @param customers how many customers, from 1 to {@value #MOST_CUSTOMERS}
   * @param dirty which share of the rows to spoil, from 0 to 1
   * @param seed what all chance follows from
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public static BankingGenerator of(int customers, double dirty, long seed) {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must be 1 to " + MOST_CUSTOMERS + ", not " + customers);
    }
    if (!(dirty >= 0 && dirty <= 1)) {
      throw new IllegalArgumentException("dirty must be a share from 0 to 1, not " + dirty);
    }
    return new BankingGenerator(customers, dirty, seed);
  }

  /**
   * Writes the five files and their answers into the folder, which is made if it is not there;
   * files of these names are replaced.
   *
   * @return how many records the five files hold
   * @throws IOException if the folder cannot be written to
   */
  public long writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Answers answers = writeFiles(folder);
    answers.writeTo(folder.resolve(ANSWERS));
    return answers.rows();
  }

  /** What is referred to is written first: only then is it known what stays. */
  private Answers writeFiles(Path folder) throws IOException {
    Customers people = new Customers(customers);
    Accounts accounts = new Accounts(share(13), people);
    Loans loans = new Loans(share(4), people);
    LoanPayments payments = new LoanPayments(share(16), loans);
    Transactions transactions = new Transactions(share(277), accounts);

    Map<String, FileAnswers> files = new TreeMap<>();
    for (Entity entity : new Entity[] {people, accounts, loans, payments, transactions}) {
      files.put(entity.name() + ".csv", FileGenerator.write(entity, dirty, seed, folder));
    }
    long rows = files.values().stream().mapToLong(FileAnswers::getRead).sum();

    Map<String, String> silver = new LinkedHashMap<>();
    silver.put("accounts.balance", accounts.totalBalance());
    silver.put("loan_payments.payment_amount", payments.totalPaymentAmount());
    silver.put("loans.loan_amount", loans.totalLoanAmount());
    silver.put("transactions.transaction_amount", transactions.totalTransactionAmount());

    Map<String, GoldAnswers> gold = new LinkedHashMap<>();
    gold.put("account_monthly_activity", transactions.accountMonthlyActivity());
    gold.put("customer_account_balance", accounts.customerAccountBalance());
    gold.put("customer_loan_position", payments.customerLoanPosition());
    return new Answers(customers, dirty, seed, rows, files, silver, gold);
  }

  /** That many tenths of the number of customers, at least one. */
  private int share(int tenths) {
    return (int) Math.max(1, (long) customers * tenths / 10);
  }
}
