-- One row per product whose stock lasts less than the days wanted, as it sold in the 30 days up to
-- the report. Needs silver.sql.
WITH sold AS (
  SELECT product_id, sum(quantity) AS units, report_date, cover_days
  FROM fact
  CROSS JOIN settings
  WHERE order_id IN (SELECT order_id FROM sale)
    AND order_date BETWEEN report_date - 29 AND report_date
  GROUP BY ALL
)
SELECT
  product_id,
  product_name,
  category,
  stock_level,
  units AS units_sold,
  exact_average(CAST(units AS DECIMAL(18, 2)), 30) AS daily_rate,
  exact_average(CAST(stock_level * 30 AS DECIMAL(18, 2)), units) AS days_of_cover,
  report_date
FROM sold
JOIN product_version USING (product_id)
WHERE valid_from <= report_date
  AND (valid_to IS NULL OR report_date < valid_to)
  AND units > 0
  AND stock_level * 30 < cover_days * units
ORDER BY product_id
