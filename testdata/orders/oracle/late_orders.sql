-- One row per order that is more than a quarter of an hour older than the latest of its file.
-- Needs silver.sql.
SELECT
  order_id,
  customer_id,
  order_date,
  instant(order_timestamp) AS order_timestamp,
  instant(file_time) AS file_time,
  epoch_us(file_time - order_timestamp) // 60000000 AS lateness_minutes,
  file_time - order_timestamp > INTERVAL 2 DAY AS is_beyond_allowed
FROM orders
WHERE file_time - order_timestamp > INTERVAL 15 MINUTE
ORDER BY order_id
