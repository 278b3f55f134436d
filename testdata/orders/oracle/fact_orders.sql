-- One row per line of an order, one with a null product for an order without. Needs silver.sql.
SELECT * FROM fact ORDER BY order_id, line_number
