-- One row per product, category and location with a sale. Needs silver.sql.
WITH
  sale AS (
    SELECT 'product' AS level, CAST(product_id AS VARCHAR) AS key, name, amount
    FROM online_transactions
    JOIN sale_status USING (status)
    JOIN products USING (product_id)
    UNION ALL
    SELECT 'category', category, category, amount
    FROM online_transactions
    JOIN sale_status USING (status)
    JOIN products USING (product_id)
    UNION ALL
    SELECT 'location', location, location, amount
    FROM in_store_transactions
    JOIN stores USING (store_id)
  )
SELECT
  level,
  key,
  name,
  count(*) AS orders,
  sum(amount) AS revenue,
  exact_average(sum(amount), count(*)) AS average_order_value
FROM sale
GROUP BY level, key, name
ORDER BY level, key
