package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.DIM_PRODUCTS;

import dev.assay.schemas.retail.Product;
import dev.assay.schemas.retail.ProductMonth;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.PTransform;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Says of each stock code what it is called, what kind of article it is, and whether it is one: one
 * row per stock code, as invoices write it.
 *
 * <p>Needs what {@link SumProductMonths} makes, and with it that transform's columns.
 */
public final class DescribeProducts extends PTransform<Rows<ProductMonth>, Rows<Product>> {
  private static final String OTHER = "Other";

  /** Words of a name, and the category that the first of them tells. */
  private static final Map<String, String> CATEGORIES = categories();

  /** Stock codes, in capitals, of what is billed and is no article. */
  private static final Set<String> NO_PRODUCTS =
      Set.of("POST", "DOT", "M", "C2", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK");

  private static final String GIFT_VOUCHER = "GIFT_";

  private DescribeProducts() {}

  public static DescribeProducts create() {
    return new DescribeProducts();
  }

  private static Map<String, String> categories() {
    Map<String, String> categories = new LinkedHashMap<>();
    categories.put("candle", "Candles");
    categories.put("bag", "Bags");
    categories.put("sack", "Bags");
    categories.put("box", "Boxes & Cases");
    categories.put("case", "Boxes & Cases");
    categories.put("mug", "Mugs & Cups");
    categories.put("cup", "Mugs & Cups");
    categories.put("heart", "Heart Items");
    categories.put("christmas", "Christmas");
    categories.put("kitchen", "Kitchenware");
    categories.put("wall art", "Wall Art");
    categories.put("poster", "Wall Art");
    categories.put("vintage", "Vintage");
    categories.put("holder", "Holders & Stands");
    categories.put("stand", "Holders & Stands");
    return categories;
  }

  @Override
  public Rows<Product> expand(Rows<ProductMonth> months) {
    return PerRow.of(months).compute(DIM_PRODUCTS, DescribeProducts::describe);
  }

  static void describe(ProductMonth month, Results<Product> results) {
    if (month.getIsFirst()) {
      results.output(
          Product.of(
              month.getStockCode(),
              month.getDescription(),
              category(month.getDescription()),
              isProduct(month.getStockCode())));
    }
  }

  static String category(@Nullable String description) {
    String name = description == null ? "" : description.toLowerCase(Locale.ROOT);
    return CATEGORIES.entrySet().stream()
        .filter(word -> name.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }

  static boolean isProduct(String stockCode) {
    String code = stockCode.toUpperCase(Locale.ROOT);
    return !NO_PRODUCTS.contains(code) && !code.startsWith(GIFT_VOUCHER);
  }
}
