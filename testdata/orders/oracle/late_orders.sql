-- One row per order that is more than a quarter of an hour older than the latest of its file.
-- Needs silver.sql.
SELECT
  order_id,
  customer_id,
  order_date,
  to_timestamp(0) + (order_timestamp - TIMESTAMP '1970-01-01') AS order_timestamp,
  to_timestamp(0) + (file_time - TIMESTAMP '1970-01-01') AS file_time,
  epoch_us(file_time - order_timestamp) // 60000000 AS lateness_minutes,
  file_time - order_timestamp > INTERVAL 2 DAY AS is_beyond_allowed
FROM orders
WHERE file_time - order_timestamp > INTERVAL 15 MINUTE
ORDER BY order_id
