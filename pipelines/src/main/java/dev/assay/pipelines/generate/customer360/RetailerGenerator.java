package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Answers;
import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.FileAnswers;
import dev.assay.pipelines.generate.FileGenerator;
import dev.assay.pipelines.generate.RandomStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a delivery of {@code customer-360}, nine CSV files, and {@code answers.json}, the truth
 * about it, with completed orders as the online sales.
 *
 * <p>A customer comes with 6 online orders, 4 purchases in stores, 1.5 calls to the service, 0.9
 * loyalty accounts and 2.5 changes of points; ten customers share a product, fifty a store and an
 * agent. So 10,000 customers are about 160,000 rows. A delivery follows from its three arguments
 * alone: the same bytes on every machine, on every day. The truth is noted as rows are made; what
 * was written is never read.
 *
 * <p>Also without dirt, a few orders have no status, no time, or a status that the contract does
 * not list, and a few accounts a tier that is none: all of that is sound. Dirt spoils a share of
 * the rows of every file: see {@link FileGenerator}. Some of it is only another way of writing,
 * such as {@code "$1,234.50"} and blanks around a text.
 */
public final class RetailerGenerator {

  /** More would not leave each change of points a second of its own. */
  public static final int MOST_CUSTOMERS = 4_000_000;

  /** The file that holds the truth. */
  public static final String ANSWERS = "answers.json";

  private static final int MOST_CENTS = 40_000;
  private static final int MOST_CENTS_OF_LARGE = 2_500_000;

  private final int customers;
  private final double dirty;
  private final long seed;

  private RetailerGenerator(int customers, double dirty, long seed) {
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
  public static RetailerGenerator of(int customers, double dirty, long seed) {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must be 1 to " + MOST_CUSTOMERS + ", not " + customers);
    }
    if (!(dirty >= 0 && dirty <= 1)) {
      throw new IllegalArgumentException("dirty must be a share from 0 to 1, not " + dirty);
    }
    return new RetailerGenerator(customers, dirty, seed);
  }

  /** A price: most are below 400, one in twenty is up to 25,000. */
  static BigDecimal amount(RandomStream random) {
    return BigDecimal.valueOf(
        1L + random.below(random.chance(0.05) ? MOST_CENTS_OF_LARGE : MOST_CENTS), 2);
  }

  /**
   * Writes the nine files and their answers into the folder, which is made if it is not there;
   * files of these names are replaced.
   *
   * @return how many records the nine files hold
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
    MasterFile people = MasterFile.customers(customers);
    MasterFile products = MasterFile.products(share(1));
    MasterFile stores = MasterFile.stores(Math.max(1, customers / 50));
    MasterFile agents = MasterFile.agents(Math.max(1, customers / 50));
    ShopperBooks shoppers = new ShopperBooks(people);
    OnlineOrders orders = new OnlineOrders(share(60), people, products, shoppers);
    StorePurchases purchases = new StorePurchases(share(40), people, stores, shoppers);
    ServiceCalls calls = new ServiceCalls(share(15), people, agents, shoppers);
    LoyaltyAccounts accounts = new LoyaltyAccounts(share(9), people, shoppers);
    LoyaltyTransactions changes = new LoyaltyTransactions(share(25), accounts);

    Map<String, FileAnswers> files = new TreeMap<>();
    for (Entity entity :
        new Entity[] {
          people, products, stores, agents, orders, purchases, calls, accounts, changes
        }) {
      files.put(entity.name() + ".csv", FileGenerator.write(entity, dirty, seed, folder));
    }
    long rows = files.values().stream().mapToLong(FileAnswers::getRead).sum();

    Map<String, String> silver = new LinkedHashMap<>();
    silver.put("in_store_transactions.amount", purchases.books().total());
    silver.put("loyalty_accounts.points_earned", Long.toString(accounts.points()));
    silver.put("online_transactions.amount", orders.books().total());
    return new Answers(
        customers,
        dirty,
        seed,
        rows,
        files,
        silver,
        RetailerAnswers.gold(orders, purchases, calls, shoppers));
  }

  /** That many tenths of the number of customers, at least one. */
  private int share(int tenths) {
    return (int) Math.max(1, (long) customers * tenths / 10);
  }
}
