-- One row per invoice line. Needs silver.sql.
SELECT
  invoice_no,
  stock_code,
  customer_id,
  country,
  CAST(strftime(invoiced_at, '%Y%m%d') AS BIGINT) AS date_id,
  CAST(invoiced_at AS DATE) AS invoice_date,
  to_timestamp(epoch(invoiced_at)) AS invoiced_at,
  quantity,
  unit_price,
  sales
FROM sale
ORDER BY ALL
