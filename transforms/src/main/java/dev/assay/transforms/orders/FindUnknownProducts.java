package dev.assay.transforms.orders;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.rows.Lookup;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/**
 * Finds the orders with a line whose product is in no version of the dimension: one row per order,
 * with the file and the line it was read from. A line without a product names none.
 *
 * <p>Needs {@code orders} (items or null). Products are held by each worker, see {@link Lookup}.
 */
public final class FindUnknownProducts extends PTransform<Rows<Row>, Rows<Row>> {
  private static final Columns ORIGIN =
      Columns.of(List.of(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE));

  /** Made once: to make it takes longer than to look at an order. */
  private static final Schema ORIGIN_SCHEMA = ORIGIN.toSchema();

  private final Rows<ProductVersion> products;

  private FindUnknownProducts(Rows<ProductVersion> products) {
    this.products = products;
  }

  /** Products that are none of these. */
  public static FindUnknownProducts amongOthersThan(Rows<ProductVersion> products) {
    return new FindUnknownProducts(products);
  }

  @Override
  public Rows<Row> expand(Rows<Row> orders) {
    PCollectionView<Lookup<ProductVersion>> known =
        products.apply("LookUpProducts", Lookup.by("product_id"));
    Rows<Row> narrow =
        Rows.select(
            orders, List.of("items", Dataset.SOURCE_FILE.name(), Dataset.SOURCE_LINE.name()));
    return PerRow.of("PerOrder", narrow)
        .with(known)
        .compute(
            ORIGIN,
            (order, dimension, results) -> {
              if (namesUnknown(order, dimension)) {
                results.output(origin(order));
              }
            });
  }

  static boolean namesUnknown(Row order, Lookup<ProductVersion> products) {
    return Item.of(order).stream()
        .map(Item::productId)
        .anyMatch(id -> id != null && products.get(id).isEmpty());
  }

  private static Row origin(Row order) {
    return Row.withSchema(ORIGIN_SCHEMA)
        .addValues(
            order.getString(Dataset.SOURCE_FILE.name()), order.getInt64(Dataset.SOURCE_LINE.name()))
        .build();
  }
}
