package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.INVENTORY_ALERTS;
import static dev.assay.schemas.orders.OrdersTables.PRODUCT_UNITS;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.InventoryAlert;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductUnits;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.beam.sdk.transforms.PTransform;
import org.joda.time.Instant;

/**
 * Finds the products whose stock will not last: one row per product whose stock covers less than
 * seven days of what it sold a day, on average, in the 30 days up to and with that of the report.
 *
 * <p>Days without a sale count among the 30. The daily rate is units sold by 30, the cover stock by
 * daily rate, both to nine decimals, half up; whether it is too little is decided before rounding.
 * A product that sold nothing lasts for ever, and of one that is in no dimension on that day, or
 * without a stock there, nothing can be said: neither is found. The stock is the last that was told
 * in the version that is valid on the day.
 *
 * <p>Needs what {@link ListOrderLines} makes of these 30 days; lines of other days are passed over.
 */
public final class FindInventoryAlerts extends PTransform<Rows<OrderLine>, Rows<InventoryAlert>> {
  private static final int COVER_DAYS = 7;
  private static final long WINDOW = 30;

  private static final Group.Input<ProductUnits> UNITS = Group.Input.of("Units");
  private static final Group.Input<ProductVersion> PRODUCTS = Group.Input.of("Products");

  private final LocalDate reportOn;
  private final SaleStatuses statuses;
  private final Rows<ProductVersion> products;
  private final int coverDays;

  private FindInventoryAlerts(
      LocalDate reportOn, SaleStatuses statuses, Rows<ProductVersion> products, int coverDays) {
    this.reportOn = reportOn;
    this.statuses = statuses;
    this.products = products;
    this.coverDays = coverDays;
  }

  /** On a day, by the orders with one of these statuses. */
  public static FindInventoryAlerts at(
      LocalDate reportOn, SaleStatuses statuses, Rows<ProductVersion> products) {
    return new FindInventoryAlerts(reportOn, statuses, products, COVER_DAYS);
  }

  /** Finds the products whose stock covers less than so many days. */
  public FindInventoryAlerts withCoverDays(int days) {
    return new FindInventoryAlerts(reportOn, statuses, products, days);
  }

  @Override
  public Rows<InventoryAlert> expand(Rows<OrderLine> lines) {
    LocalDate day = reportOn;
    SaleStatuses counted = statuses;
    int lessThan = coverDays;
    return PerKey.of("product_id")
        .with(
            UNITS,
            AddUp.of("AddUpLines", lines)
                .compute(PRODUCT_UNITS, (line, sums) -> add(day, counted, line, sums)))
        .with(PRODUCTS, products)
        .compute(INVENTORY_ALERTS, (group, alerts) -> find(day, lessThan, group, alerts));
  }

  static void add(
      LocalDate reportOn, SaleStatuses statuses, OrderLine line, Results<ProductUnits> sums) {
    LocalDate day = Days.of(line.getOrderDate());
    boolean isInWindow = !day.isAfter(reportOn) && day.isAfter(reportOn.minusDays(WINDOW));
    if (isInWindow
        && statuses.count(line.getPaymentStatus())
        && line.getProductId() != null
        && line.getQuantity() != null) {
      sums.output(ProductUnits.of(line.getProductId(), line.getQuantity()));
    }
  }

  static void find(LocalDate reportOn, int lessThan, Group group, Results<InventoryAlert> alerts) {
    Iterable<ProductUnits> parts = group.rows(UNITS);
    Instant day = Days.toInstant(reportOn);
    ProductVersion product = Dimensions.on(day, group.rows(PRODUCTS));
    if (product == null || product.getStockLevel() == null || !parts.iterator().hasNext()) {
      return;
    }
    long units = PartialSum.of(parts).getUnits();
    long stock = product.getStockLevel();
    BigDecimal window = BigDecimal.valueOf(WINDOW);
    BigDecimal sold = BigDecimal.valueOf(units);
    BigDecimal stockOverWindow = BigDecimal.valueOf(stock).multiply(window);
    if (units > 0 && stockOverWindow.compareTo(sold.multiply(BigDecimal.valueOf(lessThan))) < 0) {
      alerts.output(
          InventoryAlert.builder()
              .setProductId(product.getProductId())
              .setProductName(product.getProductName())
              .setCategory(product.getCategory())
              .setStockLevel(stock)
              .setUnitsSold(units)
              .setDailyRate(Averages.average(sold, window))
              .setDaysOfCover(Averages.average(stockOverWindow, sold))
              .setReportDate(day)
              .build());
    }
  }
}
