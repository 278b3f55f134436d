-- What each table cannot place, by column and reason. An order with several reasons counts under the
-- first of: no sale, product or customer unknown, no time. Needs silver.sql.
WITH
  online AS (
    SELECT
      amount,
      CASE
        WHEN status IS NULL THEN 'no status'
        WHEN status IN (SELECT status FROM sale_status) THEN NULL
        WHEN status IN ('Completed', 'Pending', 'Failed') THEN 'status ' || status || ' is not counted'
        ELSE 'status is not known'
      END AS no_sale,
      CASE WHEN products.product_id IS NULL THEN 'product not in products' END AS no_product,
      CASE WHEN customers.customer_id IS NULL THEN 'customer not in customers' END AS no_customer,
      CASE WHEN date_time IS NULL THEN 'no time' END AS no_time
    FROM online_transactions
    LEFT JOIN products USING (product_id)
    LEFT JOIN customers USING (customer_id)
  ),
  in_store AS (
    SELECT
      amount,
      CASE WHEN stores.store_id IS NULL THEN 'store not in stores' END AS no_store,
      CASE WHEN customers.customer_id IS NULL THEN 'customer not in customers' END AS no_customer,
      CASE WHEN date_time IS NULL THEN 'no time' END AS no_time
    FROM in_store_transactions
    LEFT JOIN stores USING (store_id)
    LEFT JOIN customers USING (customer_id)
  ),
  missing (table_name, amount_column, count_column, reason, amount) AS (
    SELECT 'average_order_value', 'revenue where level = product', 'orders where level = product',
      coalesce(no_sale, no_product), amount FROM online
    UNION ALL
    SELECT 'average_order_value', 'revenue where level = category', 'orders where level = category',
      coalesce(no_sale, no_product), amount FROM online
    UNION ALL
    SELECT 'average_order_value', 'revenue where level = location', 'orders where level = location',
      no_store, amount FROM in_store
    UNION ALL
    SELECT 'channel_activity_trends', 'amount where channel = online',
      'transactions where channel = online', coalesce(no_sale, no_time), amount FROM online
    UNION ALL
    SELECT 'channel_activity_trends', 'amount where channel = in_store',
      'transactions where channel = in_store', no_time, amount FROM in_store
    UNION ALL
    SELECT 'customer_segments', 'online_spend', NULL, coalesce(no_sale, no_customer), amount FROM online
    UNION ALL
    SELECT 'customer_segments', 'in_store_spend', NULL, no_customer, amount FROM in_store
    UNION ALL
    SELECT 'customer_segments', 'points', NULL, 'customer not in customers', coalesce(points_earned, 0)
    FROM loyalty_accounts ANTI JOIN customers USING (customer_id)
    UNION ALL
    SELECT 'customer_segments', NULL, 'service_interactions', 'customer not in customers', 1
    FROM customer_service_interactions ANTI JOIN customers USING (customer_id)
    UNION ALL
    SELECT 'agent_performance_summary', NULL, 'interactions', 'agent not in agents', 1
    FROM customer_service_interactions ANTI JOIN agents USING (agent_id)
  )
SELECT table_name, amount_column AS column_name, reason, count(*) AS rows, sum(amount) AS amount
FROM missing
WHERE reason IS NOT NULL AND amount_column IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT table_name, count_column, reason, count(*), count(*)
FROM missing
WHERE reason IS NOT NULL AND count_column IS NOT NULL
GROUP BY ALL
ORDER BY ALL
