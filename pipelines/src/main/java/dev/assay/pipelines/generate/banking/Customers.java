package dev.assay.pipelines.generate.banking;

import dev.assay.pipelines.generate.Entity;
import dev.assay.pipelines.generate.GeneratedColumn;
import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Words;
import java.util.BitSet;
import java.util.List;

/** Customers: the one file that refers to no other. */
final class Customers implements Entity {

  private static final int ADDRESS = 3;
  private static final double SHARE_WITHOUT_ADDRESS = 0.02;
  private static final double SHARE_WITHOUT_ZIP = 0.01;

  private final Keys keys;
  private final BitSet silver;

  Customers(int count) {
    this.keys = new Keys('C', 7, count);
    this.silver = new BitSet(count);
  }

  Keys keys() {
    return keys;
  }

  /** Whether the customer of that index stayed; {@link GeneratedRow#NONE} never does. */
  boolean isSilver(int index) {
    return index >= 0 && silver.get(index);
  }

  @Override
  public String name() {
    return "customers";
  }

  @Override
  public List<GeneratedColumn> columns() {
    return List.of(
        GeneratedColumn.requiredText("customer_id"),
        GeneratedColumn.requiredText("first_name"),
        GeneratedColumn.requiredText("last_name"),
        GeneratedColumn.text("address"),
        GeneratedColumn.text("city"),
        GeneratedColumn.text("state"),
        GeneratedColumn.text("zip"));
  }

  @Override
  public int count() {
    return keys.count();
  }

  @Override
  public GeneratedRow row(int index, RandomStream random) {
    Words.Town town = Words.town(random);
    Object[] values = {
      keys.of(index),
      Words.firstName(random),
      Words.lastName(random),
      random.chance(SHARE_WITHOUT_ADDRESS) ? null : Words.address(random),
      town.city(),
      town.state(),
      random.chance(SHARE_WITHOUT_ZIP) ? null : Words.zip(random, town)
    };
    return new GeneratedRow(index, GeneratedRow.NONE, values);
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
    return ADDRESS;
  }

  @Override
  public int accept(GeneratedRow row) {
    silver.set(row.index());
    return 0;
  }
}
