-- One row per customer who has ordered, but not for 30 days at the day of the report. Needs
-- silver.sql.
WITH activity AS (
  SELECT
    customer_id,
    max(order_timestamp) AS last_order_at,
    date_diff('day', max(order_date), report_date) AS days_inactive,
    count(*) FILTER (order_id IN (SELECT order_id FROM sale)) AS lifetime_orders,
    coalesce(sum(total_amount) FILTER (order_id IN (SELECT order_id FROM sale)), 0.00)
      AS lifetime_spend,
    report_date
  FROM orders
  CROSS JOIN settings
  WHERE order_date <= report_date
  GROUP BY customer_id, report_date
)
SELECT
  activity.customer_id,
  coalesce(customer_tier, 'Unknown') AS customer_tier,
  -- The table has this time in milliseconds.
  instant(date_trunc('millisecond', last_order_at)) AS last_order_at,
  days_inactive,
  lifetime_orders,
  lifetime_spend,
  report_date
FROM activity
LEFT JOIN customer_version
  ON activity.customer_id = customer_version.customer_id
  AND valid_from <= report_date
  AND (valid_to IS NULL OR report_date < valid_to)
WHERE days_inactive >= (SELECT inactive_days FROM settings)
ORDER BY customer_id
