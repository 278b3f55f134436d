-- One row per day and rank, 1 to 10. Needs silver.sql.
SELECT
  order_date,
  row_number() OVER (PARTITION BY order_date ORDER BY revenue DESC, product_id) AS rank,
  product_id,
  product_name,
  category,
  revenue,
  units
FROM (
  SELECT
    order_date,
    product_id,
    any_value(product_name) AS product_name,
    any_value(category) AS category,
    coalesce(sum(line_total), 0.00) AS revenue,
    coalesce(sum(quantity), 0) AS units
  FROM fact
  WHERE order_id IN (SELECT order_id FROM sale) AND product_id IS NOT NULL
  GROUP BY order_date, product_id
)
QUALIFY rank <= 10
ORDER BY ALL
