-- One row per day and customer tier with a sale. Needs silver.sql.
SELECT
  order_date,
  customer_tier,
  count(*) AS orders,
  sum(order_total) AS revenue,
  exact_average(sum(order_total), count(*)) AS average_order_value
FROM fact
WHERE line_number = 1 AND order_id IN (SELECT order_id FROM sale)
GROUP BY ALL
ORDER BY ALL
