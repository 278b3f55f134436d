-- One row per day and category with a sale. Needs silver.sql.
SELECT
  order_date,
  category,
  coalesce(sum(line_total), 0.00) AS revenue,
  coalesce(sum(quantity), 0) AS units,
  count(DISTINCT order_id) AS orders
FROM fact
WHERE order_id IN (SELECT order_id FROM sale)
  AND (product_id IS NOT NULL OR quantity IS NOT NULL OR unit_price IS NOT NULL)
GROUP BY ALL
ORDER BY ALL
