package dev.assay.pipelines.generate.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A sound line of an invoice, as silver must hold it; null is no value.
 *
 * @param mills the unit price in thousandths
 */
record ShopLine(
    String invoiceNo,
    @Nullable String stockCode,
    @Nullable String description,
    long quantity,
    LocalDateTime invoicedAt,
    long mills,
    @Nullable String customerId,
    @Nullable String country) {
  static final List<String> HEADER =
      List.of(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");

  long sales() {
    return quantity * mills;
  }

  boolean isAnonymous() {
    return customerId == null;
  }

  ShopLine withStockCode(@Nullable String other) {
    return new ShopLine(
        invoiceNo, other, description, quantity, invoicedAt, mills, customerId, country);
  }

  ShopLine withDescription(@Nullable String other) {
    return new ShopLine(
        invoiceNo, stockCode, other, quantity, invoicedAt, mills, customerId, country);
  }

  ShopLine withBuyer(@Nullable String otherCustomer, @Nullable String otherCountry) {
    return new ShopLine(
        invoiceNo,
        stockCode,
        description,
        quantity,
        invoicedAt,
        mills,
        otherCustomer,
        otherCountry);
  }

  /** As a file has it, to be spoilt or written. */
  List<@Nullable String> texts() {
    return new ArrayList<>(
        Arrays.asList(
            invoiceNo,
            stockCode,
            description,
            Long.toString(quantity),
            invoicedAt.format(MINUTE),
            price(mills),
            customerId,
            country));
  }

  private static String price(long mills) {
    BigDecimal price = BigDecimal.valueOf(mills, 3).stripTrailingZeros();
    return price.setScale(Math.max(0, price.scale())).toPlainString();
  }
}
