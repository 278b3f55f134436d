package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Words;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A file of a retailer that others refer to: customers, products, stores, agents. */
final class MasterFile implements Entity {
  private static final int NAME = 1;
  private static final int LAST = 3;
  private static final int PLACE = 1;
  private static final int CATEGORY = 2;
  private static final String[] CATEGORIES = {
    "Books", "Clothing", "Electronics", "Home Goods", "Toys"
  };

  private final String name;
  private final int count;
  private final List<GeneratedColumn> columns;
  private final int labelColumn;
  private final BiFunction<Integer, RandomStream, Object[]> values;
  private final BitSet silver;
  private final @Nullable String[] labels;

  private MasterFile(
      String name,
      int count,
      int labelColumn,
      List<GeneratedColumn> columns,
      BiFunction<Integer, RandomStream, Object[]> values) {
    this.name = name;
    this.count = count;
    this.labelColumn = labelColumn;
    this.columns = columns;
    this.values = values;
    this.silver = new BitSet(count);
    this.labels = new String[count];
  }

  static MasterFile customers(int count) {
    return new MasterFile(
        "Customers",
        count,
        NAME,
        List.of(
            GeneratedColumn.key("customer_id").headed("CustomerID"),
            GeneratedColumn.requiredText("name").headed("Name"),
            GeneratedColumn.requiredText("email").headed("Email"),
            GeneratedColumn.text("address").headed("Address")),
        MasterFile::customer);
  }

  private static Object[] customer(int id, RandomStream random) {
    Words.Town town = Words.town(random);
    String name = Words.firstName(random) + " " + Words.lastName(random);
    String address = Words.address(random) + ", " + town.city() + ", " + town.state();
    return new Object[] {
      id, name, "customer" + id + "@example.com", random.chance(0.02) ? null : address
    };
  }

  /** Their label is the category. */
  static MasterFile products(int count) {
    return new MasterFile(
        "Products",
        count,
        CATEGORY,
        List.of(
            GeneratedColumn.key("product_id").headed("ProductID"),
            GeneratedColumn.requiredText("name").headed("Name"),
            GeneratedColumn.requiredText("category").headed("Category"),
            GeneratedColumn.dollars("price").headed("Price")),
        (id, random) ->
            new Object[] {
              id, Words.product(random), random.pick(CATEGORIES), RetailerGenerator.amount(random)
            });
  }

  /** Their label is the location; several stores may be in one. */
  static MasterFile stores(int count) {
    return new MasterFile(
        "Stores",
        count,
        PLACE,
        List.of(
            GeneratedColumn.key("store_id").headed("StoreID"),
            GeneratedColumn.requiredText("location").headed("Location"),
            GeneratedColumn.text("manager").headed("Manager"),
            GeneratedColumn.text("open_hours").headed("OpenHours")),
        (id, random) ->
            new Object[] {
              id,
              Words.town(random).city(),
              random.chance(0.05) ? null : Words.lastName(random),
              random.pick("8:00 AM - 8:00 PM", "9:00 AM - 6:00 PM", null)
            });
  }

  static MasterFile agents(int count) {
    return new MasterFile(
        "Agents",
        count,
        NAME,
        List.of(
            GeneratedColumn.key("agent_id").headed("AgentID"),
            GeneratedColumn.requiredText("name").headed("Name"),
            GeneratedColumn.text("department").headed("Department"),
            GeneratedColumn.text("shift").headed("Shift")),
        (id, random) ->
            new Object[] {
              id,
              Words.firstName(random) + " " + Words.lastName(random),
              random.pick("Billing", "Sales", "Technical Support", null),
              random.pick("Morning", "Evening", "Night")
            });
  }

  /** Whether what has that key stayed. */
  boolean isSilver(int id) {
    return id >= 1 && id <= count && silver.get(id - 1);
  }

  /** How many stayed. */
  int kept() {
    return silver.cardinality();
  }

  /** What the row of silver with that key says of itself. */
  String label(int id) {
    return labels[id - 1];
  }

  /** The key of any of them, most often of a few. */
  int any(RandomStream random) {
    return 1 + (random.chance(0.3) ? random.below(1 + count / 20) : random.below(count));
  }

  /** A key that none of them has. */
  int unknown(RandomStream random) {
    return count + 1 + random.below(count + 100);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<GeneratedColumn> columns() {
    return columns;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    return new GeneratedRow(index, GeneratedRow.NONE, values.apply(index + 1, random));
  }

  @Override
  public GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return row;
  }

  @Override
  public List<Integer> referenceColumns() {
    return List.of();
  }

  @Override
  public int textColumn() {
    return columns.get(LAST).required() ? GeneratedRow.NONE : LAST;
  }

  @Override
  public boolean isRewritten() {
    return true;
  }

  @Override
  public int accept(GeneratedRow row) {
    silver.set(row.index());
    labels[row.index()] = row.text(labelColumn);
    return 0;
  }
}
