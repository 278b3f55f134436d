-- One row per hour with an order. Needs silver.sql.
WITH sold AS (
  SELECT
    order_date,
    hour(order_timestamp) AS order_hour,
    count(*) AS sale_orders,
    sum(total_amount) AS revenue,
    count(DISTINCT customer_id) AS unique_customers
  FROM sale
  GROUP BY ALL
)
SELECT
  orders.order_date,
  hour(order_timestamp) AS order_hour,
  count(*) AS orders,
  count(*) FILTER (payment_status = 'completed') AS completed_orders,
  count(*) FILTER (payment_status = 'pending') AS pending_orders,
  count(*) FILTER (payment_status = 'failed') AS failed_orders,
  coalesce(any_value(sale_orders), 0) AS sale_orders,
  coalesce(any_value(revenue), 0.00) AS revenue,
  exact_average(any_value(revenue), any_value(sale_orders)) AS average_order_value,
  coalesce(any_value(unique_customers), 0) AS unique_customers
FROM orders
LEFT JOIN sold
  ON sold.order_date = orders.order_date AND sold.order_hour = hour(order_timestamp)
GROUP BY ALL
ORDER BY ALL
