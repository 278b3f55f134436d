-- Each sound line of an order that another line tells, too: whether it is the same or conflicts
-- with the one that stays. Needs silver.sql.
SELECT other.file, other.line, other.order_id, other.text <> orders.text AS conflicts
FROM order_sound AS other
JOIN orders USING (order_id)
WHERE (other.filename, other.line) IS DISTINCT FROM (orders.filename, orders.line)
ORDER BY ALL
